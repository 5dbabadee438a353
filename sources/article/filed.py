"""A bibliography file beside the article: which of its works are printed too, and where the two do not agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from bitext.articles import Reference
from sources.article.names import letters
from sources.article.works import main_title

_COMPARED: Final = ("title", "year", "container", "volume", "issue", "pages", "doi")
_NEVER_FILLED: Final = frozenset({"key", "kind", "raw", "place", "year_suffix", "number", "more_authors"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the printed entry and the file give in two ways."""

    reference: Reference
    field: str
    printed: str
    filed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What a bibliography file says, held against the printed list."""

    references: tuple[Reference, ...] = ()  # the printed entries, completed from the file
    others: tuple[Reference, ...] = ()  # works of the file that are not printed
    differences: tuple[Difference, ...] = ()
    unfiled: tuple[Reference, ...] = ()  # printed entries that the file does not have
    same_key: tuple[tuple[Reference, Reference], ...] = ()  # works that share a key in the file


def compare(printed: Sequence[Reference], file: Sequence[Reference]) -> Filed:
    """The printed entries with what the file knows more, and what does not fit; nothing printed is overwritten."""
    partners = [next((work for work in file if is_same(reference, work)), None) for reference in printed]
    pairs = list(zip(printed, partners, strict=True))
    found = {id(work) for work in partners if work}
    references = tuple(_completed(reference, work) if work else reference for reference, work in pairs)
    taken = [reference.key for reference in references]
    others = tuple(work for work in file if id(work) not in found)
    return Filed(
        references=references,
        others=tuple(_free(work, [*taken, *(other.key for other in others[:n])]) for n, work in enumerate(others)),
        differences=tuple(one for reference, work in pairs if work for one in _differences(reference, work)),
        unfiled=tuple(reference for reference, work in pairs if work is None and file),
        same_key=tuple(_same_key(file)),
    )


def _free(work: Reference, taken: Sequence[str]) -> Reference:
    keys = (work.key, *(f"{work.key}-{number}" for number in range(2, len(taken) + 3)))
    return replace(work, key=next(key for key in keys if key not in taken))


def is_same(one: Reference, other: Reference) -> bool:
    """Whether two entries are of one work: one DOI; or one title, and an author in common where both have some.

    >>> short = Reference(key="", kind="book", authors=(), title="Exposed", raw="", place=None)
    >>> is_same(replace(short, title="Exposed: Politics"), short), is_same(replace(short, title="Salt"), short)
    (True, False)
    """
    if one.doi and other.doi:
        return one.doi.casefold() == other.doi.casefold()
    if not _has_author_in_common(one, other):
        return False
    first, second = set(_titles(one)), set(_titles(other))
    return bool(first & second)


def _titles(reference: Reference) -> Iterator[str]:
    """The whole title and the main title; two subtitled works of one series share only the main title."""
    original = reference.original_title.text if reference.original_title else ""
    for title in (reference.title, main_title(reference.title), original):
        if letters(title):
            yield letters(title)


def _has_author_in_common(one: Reference, other: Reference) -> bool:
    first, second = set(_names(one)), set(_names(other))
    return not first or not second or bool(first & second)


def _names(reference: Reference) -> Iterator[str]:
    for person in reference.authors:
        yield letters(person.family)
        if person.original:
            yield letters(person.original)


def _completed(printed: Reference, filed: Reference) -> Reference:
    """The printed entry, with the file's values where it has none."""
    names = [one.name for one in fields(printed) if one.name not in _NEVER_FILLED]
    missing = {name: getattr(filed, name) for name in names if not getattr(printed, name)}
    return replace(printed, **missing)


def _differences(printed: Reference, filed: Reference) -> Iterator[Difference]:
    for name in _COMPARED:
        ours, theirs = getattr(printed, name), getattr(filed, name)
        if ours and theirs and _comparable(name, ours) != _comparable(name, theirs):
            yield Difference(printed, name, str(ours), str(theirs))
    ours, theirs = (", ".join(person.family for person in one.authors) for one in (printed, filed))
    if ours and theirs and _other_authors(printed, filed):
        yield Difference(printed, "authors", ours, theirs)


def _other_authors(one: Reference, other: Reference) -> bool:
    """Whether nobody is in both, or one names more people without et al. in the other."""
    has_more = one.more_authors or other.more_authors
    return not _has_author_in_common(one, other) or (len(one.authors) != len(other.authors) and not has_more)


def _comparable(name: str, value: object) -> str:
    """Without what styles do otherwise: case, dashes, 935–40 for 935–940, a subtitle left out."""
    text = str(value)
    if name == "title":
        return letters(main_title(text))
    if name != "pages":
        return letters(text)
    first, _, last = text.replace("—", "–").replace("-", "–").replace(" ", "").partition("–")
    return f"{first}–{first[: len(first) - len(last)]}{last}" if last else first


def _same_key(file: Sequence[Reference]) -> Iterator[tuple[Reference, Reference]]:
    seen: dict[str, Reference] = {}
    for work in file:
        first = seen.setdefault(work.key, work)
        if first is not work:
            yield first, work
