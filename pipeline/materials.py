"""The files that a book is made with beside its texts: the cover's picture, and fonts, given or found on the system."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final

from bitext.errors import MissingDependency
from bitext.materials import File, Materials
from output.epub.cover import MADE
from output.options import ExportOptions
from pipeline.files import read_bytes

_BOOK_FONTS: Final = (
    ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
    ("NotoSerifCJK-Regular.ttc",),
    ("SourceHanSerif-Regular.ttc", "SourceHanSerif-Bold.ttc"),
    ("SourceHanSerif.ttc",),
    ("NotoSerifCJKsc-Regular.otf", "NotoSerifCJKtc-Regular.otf"),
    ("NotoSerifSC-Regular.otf",),
)
"""Files of fonts with Chinese characters that may be embedded in a book (SIL Open Font License), the best first."""

_COVER_FONTS: Final = (
    *("NotoSerifCJK-Bold.ttc", "SourceHanSerif-Bold.ttc", "NotoSerifCJKsc-Bold.otf", "NotoSerifSC-Bold.otf"),
    *(name for names in _BOOK_FONTS for name in names),
    *("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", "SourceHanSans.ttc", "NotoSansSC-Regular.otf"),
    *("Songti.ttc", "simsun.ttc", "msyh.ttc", "wqy-microhei.ttc"),
)
"""Files of fonts to draw a cover in, the best first; a picture of letters is no copy of a font."""


def materials_of(options: ExportOptions, folder: Path) -> Materials:
    """What the options name, read: paths are relative to the folder.

    Raises `MissingFile` where a file is not there, `MissingDependency` where a font is wanted and none is found.
    """
    is_drawn = options.cover == MADE
    return Materials(
        cover=_read(folder / options.cover) if options.cover and not is_drawn else None,
        cover_font=_cover_font(options, folder) if is_drawn else None,
        fonts=tuple(_fonts(options, folder)),
    )


def _cover_font(options: ExportOptions, folder: Path) -> File:
    if options.cover_font:
        return _read(folder / options.cover_font)
    found = next((path for name in _COVER_FONTS if (path := _on_system(name))), None)
    if found is None:
        raise MissingDependency(
            "No font with Chinese characters was found to draw the cover in; install Noto Serif CJK, name a file "
            'with cover-font = "…", or give a picture with cover = "…".'
        )
    return _read(found)


def _fonts(options: ExportOptions, folder: Path) -> Iterator[File]:
    if options.embed_fonts is True:
        yield from map(_read, _book_fonts())
    elif options.embed_fonts:
        yield from (_read(folder / name) for name in options.embed_fonts)


def _book_fonts() -> Sequence[Path]:
    for names in _BOOK_FONTS:
        paths = [path for name in names if (path := _on_system(name))]
        if len(paths) == len(names):
            return paths
    raise MissingDependency(
        "Noto Serif CJK was not found on this system, to be embedded in the book; install it, or name other fonts: "
        'embed-fonts = ["FILE", …].'
    )


def _on_system(name: str) -> Path | None:
    """The font file of this name in a folder where systems keep fonts; of several the first by its path."""
    places = (path for folder in _font_folders() if folder.is_dir() for path in sorted(folder.rglob(name)))
    return next(places, None)


def _font_folders() -> Iterator[Path]:
    """Where Linux, macOS and Windows keep fonts."""
    home = Path.home()
    yield from (home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
    yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    if root := os.environ.get("WINDIR"):
        yield Path(root) / "Fonts"
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local) / "Microsoft/Windows/Fonts"


def _read(path: Path) -> File:
    return File(name=PurePath(path).name, data=read_bytes(path))
