"""The list of works cited: each entry taken apart into the fields of CSL-JSON.

Read are MLA (9th ed., 5.1-5.105), APA (7th ed., 9.1-9.52), Chicago (17th ed., 14 and 15) and GB/T 7714-2015,
each with the faults that conversion leaves: lost bullets, lost italics, the dash for "same author" reduced to a stop.
A field that the entry does not show stays empty.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bitext.articles import Localized, Person, Reference
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.names import surname_length
from lang.romanisation import romanised
from sources.article.details import THESIS, Details, read_details
from sources.article.names import Names, parse_names
from sources.article.passages import Passage
from sources.article.scripts import has_cjk
from sources.article.titles import Title, marked, read_title

_BULLET: Final = re.compile(
    r"\s*(?:[-–*•·▪◦]\s+)?(?:[\[【［(](?P<number>\d{1,3})[\]】］)]\.?\s*|(?P<counted>\d{1,3})[.)．、]\s+)?"
)
_SAME: Final = re.compile(
    r"\s*(?:[-–—―_]{2,8}\s*[.,]?|[-–—―_]?\s*[.,])\s*(?:(?:eds?|editors?|trans|translators?|dir|director)\b\.?)?[.,]?\s*"
)
_EARLY_YEAR: Final = re.compile(
    r"(?:[(（]\s*(?P<paren>(?:1[5-9]|20)\d{2})(?P<a>[a-z])?(?:,[^()（）]*)?[)）]|(?<=[.。]\s)(?P<plain>(?:1[5-9]|20)\d{2})(?P<b>[a-z])?(?=\.)|(?<=\.,\s)(?P<harvard>(?:1[5-9]|20)\d{2})(?P<d>[a-z])?(?=[.,]))"
    r"|(?<=[,，])\s?(?P<gb>(?:1[5-9]|20)\d{2})(?P<c>[a-z])?(?=[.．。](?:.*[\[［][A-Z]{1,2}(?:/[A-Z]{2})?[\]］]|\s*[《〈「“])|[，,]\s*[《〈「“])"
    r"|(?<=[^\W\d_],\s)(?P<comma>(?:1[5-9]|20)\d{2})(?P<e>[a-z])?(?=,\s[^\W\d_a-z])"  # Berger, Lena, 2004, The
    r"|[(（](?:n\.\s?d\.|forthcoming|in press)[)）]"
)
_NAMES_ALONE: Final = re.compile(
    r"[^\W\d_][\w’'\- ]{1,40},\s[\w.’'\-]+(?:\s[\w.’'\-]+){0,2}"
    r"(?:,?\s(?:and|&)\s[\w.,’'\-]+(?:\s[\w.’'\-]+){0,3})?(?:,?\set\sal\.)?,?\s*"
)
_IMPRINT: Final = re.compile(  # Title, Durham, NC: Mill Pond;   Title, Anvil Press
    r",\s(?=[^\W\d_a-z][\w.’'\- ]+(?:,\s[A-Z]{2})?:\s[^:]+\Z)"
    r"|,\s(?=[^,:]*\b(?:Press|Books|Publish\w*|Verlag|Éditions|Editions|House)\b[^,:]*\Z)"
)
_SENTENCE_END: Final = re.compile(
    r"(?<![\s.(\[][A-Z\u00c0-\u00de])(?<!^[A-Z])(?<!\bal)(?<!\bvs)(?<!\bVol)(?<!\bNo)(?<!\bDr)(?<!\bSt)[.?!。](?=\s|\Z|[\u4e00-\u9fff])|．"
)
_INITIALS: Final = r"[A-Z](?:[ \-]?[A-Z]){0,2}"
_SURNAME_FIRST: Final = rf"(?:[A-Z][\w’'\-]+ ){{1,3}}{_INITIALS}"
_VANCOUVER: Final = re.compile(rf"{_SURNAME_FIRST}(?:, {_SURNAME_FIRST})*(?:, et al|, 等|，等)?(?:\.(?=\s)|．)")
_MAKERS: Final = re.compile(r"\s[(\[](?=[^()\[\]]*,\s(?:Trans|Eds?|Ed\. & Trans)\.[)\]])")  # (R. Nice, Trans.)
_TYPE_CODE: Final = re.compile(r"\s*[\[［](?P<code>[A-Z]{1,2}(?:/[A-Z]{2})?)[\]］]")
_TYPES: Final = {
    "M": "book",
    "J": "article-journal",
    "D": "thesis",
    "N": "article-newspaper",
    "C": "chapter",
    "A": "chapter",
    "G": "chapter",
    "R": "report",
    "S": "standard",
    "P": "patent",
    "EB": "webpage",
    "J/OL": "article-journal",
    "V": "motion_picture",
}
_LEFT_OF_TITLE: Final = " \"“”‘’'«《〈「『*_"


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the head (the authors) and the title of an entry stand, and what the head was read as."""

    names: Names
    title: Title
    year: int | None = None
    suffix: str = ""
    code: str = ""


def read_entries(entries: Iterable[Passage], han: LanguageTag) -> tuple[Reference, ...]:
    """The references in their order, with keys like `shuang2016`; `han` is the language of Chinese titles."""
    references: list[Reference] = []
    for passage in entries:
        previous = references[-1].authors if references else ()
        references.append(_keyed(read_entry(passage, previous, han), references))
    return tuple(references)


def read_full_notes(passages: Iterable[Passage], han: LanguageTag) -> tuple[Reference, ...]:
    """The references of an article without a list, from the notes that cite a work in full; each work once."""
    references: list[Reference] = []
    for passage in passages:
        reference = replace(read_entry(passage, (), han, is_note=True), pages=None)
        if reference.title and all(_name(reference) != _name(known) for known in references):
            references.append(_keyed(reference, references))
    return tuple(references)


def _name(reference: Reference) -> tuple[str, ...]:
    return (*(person.family for person in reference.authors), reference.title.casefold())


def _keyed(reference: Reference, before: Sequence[Reference]) -> Reference:
    return replace(reference, key=_key(reference, len(before) + 1, {known.key for known in before}))


def read_entry(passage: Passage, previous: Sequence[Person], han: LanguageTag, *, is_note: bool = False) -> Reference:
    """One entry.

    `previous` are the authors of the entry before, for a dash in their place; a note has names in running order.
    """
    text = passage.text
    label = _BULLET.match(text)
    start = label.end() if label else 0
    number = (label["number"] or label["counted"]) if label else None
    marks = tuple(span for span in marked(text, passage.emphasis) if span.start >= start)
    parts = _parts(text, start, marks, previous, is_inverted=not is_note)
    title = parts.title
    later = tuple(span for span in marks if span.start >= title.end)
    details = read_details(text, title, marks=later, year=parts.year)
    names = parts.names
    if not names.persons and details.directors:
        names = parse_names(f"{details.directors}, director", inverted=False)
    original = Localized(title.original.of(text), han) if title.original else None
    return Reference(
        key="",
        kind=_kind(parts, details, text),
        authors=names.persons,
        more_authors=names.more,
        title=title.text.of(text),
        raw=text[start:].strip() if number is None else text.strip(),
        place=passage.place(Span(start, len(text))),
        original_title=original,
        romanized_title=title.romanized.of(text) if title.romanized else None,
        year=parts.year or details.year,
        year_suffix=parts.suffix,
        number=number,
        editors=details.editors,
        translators=details.translators,
        container=details.container,
        second_container=details.second_container,
        publisher=details.publisher,
        publisher_place=details.publisher_place,
        volume=details.volume,
        issue=details.issue,
        pages=details.pages,
        article_number=details.article_number,
        doi=details.doi,
        url=details.url,
        accessed=details.accessed,
        edition=details.edition,
        collection=details.collection,
    )


def _parts(text: str, start: int, marks: Sequence[Span], previous: Sequence[Person], *, is_inverted: bool) -> _Parts:
    """The head is what stands before a year in its place (APA, Chicago), a marked title, or the first full stop."""
    after_dash = _behind_dash(text, start, marks) if previous else None
    inherited = None if after_dash is None else Names(persons=tuple(previous))
    start = start if after_dash is None else after_dash
    early = _EARLY_YEAR.search(text, start)
    if (
        early
        and not (marks and marks[0].start < early.start())
        and (inherited or _is_head(text[start : early.start()]))
        and (not early["comma"] or _NAMES_ALONE.fullmatch(text, start, early.start()))
    ):
        head, title = Span(start, early.start()), _title_after(text, early.end(), marks)
        year = next((early[name] for name in ("paren", "plain", "harvard", "gb", "comma") if early[name]), None)
        suffix = next((early[name] for name in "abcde" if early[name]), "")
        return _Parts(
            inherited or parse_names(head.of(text).rstrip(_LEFT_OF_TITLE + ",，"), inverted=is_inverted),
            title,
            int(year) if year else None,
            suffix,
            _code(text, title),
        )
    head, title = _head_and_title(text, start, marks, is_inherited=inherited is not None, is_inverted=is_inverted)
    return _Parts(
        inherited or parse_names(head.of(text).rstrip(_LEFT_OF_TITLE), inverted=is_inverted),
        title,
        code=_code(text, title),
    )


def _behind_dash(text: str, start: int, marks: Sequence[Span]) -> int | None:
    """Where an entry goes on behind a dash for the author of the entry before; conversion may leave only the stop."""
    found = _SAME.match(text, start)
    if found is None:
        return None
    at = found.end()
    is_title = any(not text[at : mark.start].strip(_LEFT_OF_TITLE) for mark in marks[:1] if mark.start >= at)
    return at if is_title or _EARLY_YEAR.match(text, at) or text[at : at + 1].isupper() else None


def _is_head(text: str) -> bool:
    """Names, not a whole sentence: what stands before an early year."""
    return bool(text.strip()) and len(text) <= 300 and sum(map(bool, _SENTENCE_END.split(text.strip()))) == 1


def _title_after(text: str, start: int, marks: Sequence[Span]) -> Title:
    has_comma = text[start:].startswith(",")
    start = start + len(text[start:]) - len(text[start:].lstrip(" .,:：，。"))
    title = _plain_title(text, start, marks)
    imprint = _IMPRINT.search(text, title.start, title.end) if has_comma and title not in marks else None
    return read_title(text, Span(title.start, imprint.start()) if imprint else title)


def _plain_title(text: str, start: int, marks: Sequence[Span]) -> Span:
    """The marked title that starts here, or else the text up to its full stop."""
    if marks and not text[start : marks[0].start].strip(_LEFT_OF_TITLE):
        return marks[0]
    if code := _TYPE_CODE.search(text, start):
        return Span(start, code.start()).trimmed(text)
    stops = [stop.start() for stop in _SENTENCE_END.finditer(text, start)]
    limit = marks[0].start if marks and (not stops or marks[0].start < stops[0]) else len(text)
    stops += [maker.start() for maker in _MAKERS.finditer(text, start)]
    ends = [*(stop + (text[stop] in "?!") for stop in stops), limit]
    words = text[start : max(start, min(ends))].rstrip(_LEFT_OF_TITLE)
    return Span(start, start + len(words)).trimmed(text)


def _head_and_title(
    text: str, start: int, marks: Sequence[Span], *, is_inherited: bool, is_inverted: bool
) -> tuple[Span, Title]:
    first = marks[0] if marks else None
    if is_inherited or (first is not None and not text[start : first.start].strip(_LEFT_OF_TITLE)):
        return Span(start, start), _title_after(text, start, marks)
    limit = first.start if first else len(text)
    stop = (_VANCOUVER.match(text, start) if is_inverted else None) or _SENTENCE_END.search(text, start, limit)
    if stop is None:
        return (
            (Span(start, limit), read_title(text, first))
            if first
            else (Span(start, start), _title_after(text, start, ()))
        )
    between = text[stop.end() : limit].strip(_LEFT_OF_TITLE + ".")
    if first is not None and not between:
        return Span(start, stop.end()), read_title(text, first)
    if not _is_title_alone(text[start : stop.end() - 1], text[stop.end() :]):
        return Span(start, stop.end()), _title_after(text, stop.end(), marks)
    return Span(start, start), read_title(text, Span(start, stop.end() - 1))


def _is_title_alone(head: str, rest: str) -> bool:
    """An entry without an author, such as a film: no comma in the head, and the makers come after it."""
    if "," in head or has_cjk(head):
        return False
    return (
        bool(re.match(r"\s*(?:directed|dir\.|produced|written|edited|ed\.)\b", rest, re.IGNORECASE))
        or len(head.split()) > 4
    )


def _code(text: str, title: Title) -> str:
    found = _TYPE_CODE.search(text, title.text.start)
    return found["code"] if found else ""


def _kind(parts: _Parts, details: Details, text: str) -> str:
    """The CSL type, from what the entry shows."""
    if parts.code == "M" and details.container:
        return "chapter"
    if parts.code:
        return _TYPES.get(parts.code, _TYPES.get(parts.code.split("/")[0], "document"))
    if any(person.role == "director" for person in parts.names.persons) or details.directors:
        return "motion_picture"
    if THESIS.search(text, parts.title.end):
        return "thesis"
    if details.container or parts.title.is_quoted or details.url:
        return _part_kind(details)
    return "book" if details.publisher or details.year or parts.year else "document"


def _part_kind(details: Details) -> str:
    """What stands within something else: a chapter, a page of the web, an article."""
    if details.container and (details.is_collection or details.publisher):
        return "chapter"
    if details.publisher and not details.container:
        return "book"
    if details.url and not (details.doi or details.volume or details.issue or details.pages):
        return "webpage"
    return "article-journal" if details.container else "document"


def _key(reference: Reference, number: int, taken: set[str]) -> str:
    """`shuang2016`: the family name in ASCII letters and the year; a suffix where it is taken."""
    family = _surname(reference.authors[0].family) if reference.authors else ""
    stem = family or _ascii(reference.title)[:24] or _ascii(romanised(reference.title))[:24]
    year = "" if reference.year is None or stem.endswith(str(reference.year)) else str(reference.year)
    base = f"{stem}{year}" if stem[:1].isalpha() else f"ref{number}"
    keys = (base, *(f"{base}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"), f"{base}-{number}")
    return next(key for key in keys if key not in taken)


def _surname(family: str) -> str:
    """The family name in ASCII letters; of a Chinese name, which stands whole, the pinyin of the surname.

    >>> _surname("双雪涛"), _surname("欧阳江河"), _surname("De Beurs"), _surname("伊沃·朗")
    ('shuang', 'ouyang', 'debeurs', 'lang')
    """
    if not has_cjk(family):
        return _ascii(family) or _ascii(romanised(family))
    given, dot, last = family.rpartition("·")
    return _ascii(romanised(last if dot and given else family[: surname_length(family)]))[:24]


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if c.isascii() and c.isalnum())
