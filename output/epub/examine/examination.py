"""All checks of a book, and all rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from output.epub.examine import catalogue, edition, languages, links, older, sides, writing
from output.epub.examine.contract import Finding, Rule
from output.epub.examine.package import Book

Check = Callable[[Book], Iterator[Finding]]

_CHECKS: Final[tuple[Check, ...]] = (
    catalogue.check_catalogue,
    links.check_links,
    languages.check_languages,
    writing.check_writing,
    sides.check_sides,
)

RULES: Final[Mapping[str, Rule]] = {
    rule.code: rule
    for rule in sorted(
        (rule for family in (links, languages, writing, sides, catalogue, older, edition) for rule in family.RULES),
        key=lambda rule: rule.code,
    )
}
"""What can be found, by code."""


def examined(book: Book, *more: Check) -> tuple[Finding, ...]:
    """Everything that is found in a book, in reading order, what concerns the package first."""
    found = (finding for check in (*_CHECKS, *more) for finding in check(book))
    return in_order(book, dict.fromkeys(found))


def in_order(book: Book, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as one reads the book."""
    places = {page.path: place for place, page in enumerate(book.pages, 1)}
    return tuple(sorted(findings, key=lambda one: (places.get(one.file, 0), one)))
