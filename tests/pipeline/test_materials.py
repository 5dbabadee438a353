"""Covers and fonts: read where they are named, or found on the system."""

from pathlib import Path

import pytest

from bitext.errors import MissingDependency, MissingFile
from bitext.materials import File, Materials
from output.options import ExportOptions
from pipeline import materials


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which the system keeps fonts."""
    folder = tmp_path / "fonts"
    (folder / "opentype").mkdir(parents=True)
    monkeypatch.setattr(materials, "_font_folders", lambda: iter([tmp_path / "gone", folder]))
    return folder


def test_what_is_named_is_read_beside_the_edition(tmp_path: Path) -> None:
    for name in ("cover.jpg", "a.otf", "b.otf"):
        (tmp_path / name).write_bytes(name.encode())
    options = ExportOptions(cover="cover.jpg", embed_fonts=("a.otf", "b.otf"))
    assert materials.materials_of(options, tmp_path) == Materials(
        cover=File("cover.jpg", b"cover.jpg"), fonts=(File("a.otf", b"a.otf"), File("b.otf", b"b.otf"))
    )
    drawn = ExportOptions(cover="made", cover_font="a.otf")
    assert materials.materials_of(drawn, tmp_path) == Materials(cover_font=File("a.otf", b"a.otf"))
    assert materials.materials_of(ExportOptions(), tmp_path) == Materials()


def test_fonts_are_found_on_the_system_the_best_first(system: Path) -> None:
    (system / "NotoSansCJK-Bold.ttc").write_bytes(b"sans")
    (system / "opentype" / "NotoSerifCJK-Regular.ttc").write_bytes(b"serif")
    found = materials.materials_of(ExportOptions(cover="made", embed_fonts=True), system)
    assert found.cover_font == File("NotoSerifCJK-Regular.ttc", b"serif")
    assert found.fonts == (File("NotoSerifCJK-Regular.ttc", b"serif"),)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ExportOptions(cover="made"),
            (
                "No font with Chinese characters was found to draw the cover in; install Noto Serif CJK, name a file "
                'with cover-font = "…", or give a picture with cover = "…".'
            ),
        ),
        (
            ExportOptions(embed_fonts=True),
            (
                "Noto Serif CJK was not found on this system, to be embedded in the book; install it, or name other "
                'fonts: embed-fonts = ["FILE", …].'
            ),
        ),
    ],
)
def test_where_there_is_no_font_the_remedy_is_told(system: Path, options: ExportOptions, message: str) -> None:
    with pytest.raises(MissingDependency) as caught:
        materials.materials_of(options, system)
    assert str(caught.value) == message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"There is no file '.*gone\.jpg'"):
        materials.materials_of(ExportOptions(cover="gone.jpg"), tmp_path)
