"""What the finished pages hold, as far as it matters to who reads them: pictures, readings, printed pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Facts about the pages of a book."""

    has_pictures: bool = False
    is_described: bool = True  # every picture has words; whether one without is an ornament nobody told
    has_ruby: bool = False
    has_pages: bool = False
    has_formulas: bool = False
    ways: tuple[str, ...] = ()  # of writing, where Chinese and Japanese could be in either
    cover: str = ""  # the id of the picture

    @property
    def modes(self) -> tuple[str, ...]:
        """The senses that the content is made for."""
        return ("textual", "visual") if self.has_pictures else ("textual",)

    @property
    def sufficient_modes(self) -> tuple[str, ...]:
        """Which senses are enough for all of it."""
        enough = ("textual",) if self.is_described else ()
        return (*enough, "textual,visual") if self.has_pictures else enough

    @property
    def features(self) -> tuple[str, ...]:
        """The values of `schema:accessibilityFeature`."""
        found = {
            "alternativeText": self.has_pictures and self.is_described,
            "rubyAnnotations": self.has_ruby,
            "MathML": self.has_formulas,
            "pageBreakMarkers": self.has_pages,
            "pageNavigation": self.has_pages,
        }
        ways = tuple(f"{way}Writing" for way in self.ways)
        always = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")
        return (*always, *(name for name, is_there in found.items() if is_there), *ways)

    @property
    def told(self) -> tuple[str, ...]:
        """The names of the sentences that a summary has beside the first."""
        found = {
            "pictures": self.has_pictures and self.is_described,
            "ruby": self.has_ruby,
            "page_numbers": self.has_pages,
        }
        return tuple(name for name, is_there in found.items() if is_there)


_VERTICAL: Final = re.compile(rb'<html [^>]*class="vertical"')
_EAST_ASIAN: Final = re.compile(rb'<html [^>]*xml:lang="(?:zh(?!-Latn)|lzh|yue|ja)\b')
_PICTURE: Final = re.compile(rb"<img [^>]*>")


def shown_in(pages: Iterable[bytes], *, cover: str = "") -> Shown:
    """The facts, found in the pages as they were written.

    >>> shown_in([b'<p><img src="a.png" alt="a"/></p>', b"<ruby>x<rt>y</rt></ruby>"]).features[-2:]
    ('alternativeText', 'rubyAnnotations')
    """
    pictures = described = ruby = printed = formulas = 0
    ways: set[str] = set()
    for page in pages:
        found = _PICTURE.findall(page)
        pictures += len(found)
        described += sum(b' alt=""' not in picture for picture in found)
        ruby += b"<ruby" in page
        printed += b'epub:type="pagebreak"' in page
        formulas += b"<math" in page
        if _EAST_ASIAN.search(page):
            ways.add("vertical" if _VERTICAL.search(page) else "horizontal")
    return Shown(
        has_pictures=bool(pictures),
        is_described=pictures == described,
        has_ruby=bool(ruby),
        has_pages=bool(printed),
        has_formulas=bool(formulas),
        ways=tuple(sorted(ways)),
        cover=cover,
    )
