"""UTX, the glossary format of the Asia-Pacific Association for Machine Translation (UTX 1.11 and 1.20): read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bitext.errors import BadData, BadTermbase
from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, Termbase, TermStatus
from glossary.base import slug, with_unique_ids
from glossary.decoding import text_of

_FIRST: Final = re.compile(r"\ufeff?#UTX[\s0-9.]", re.IGNORECASE)
_PAIR: Final = re.compile(r"([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*/\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)")
_STATUSES: Final[Mapping[str, TermStatus]] = {
    "approved": TermStatus.PREFERRED,
    "provisional": TermStatus.PROPOSED,
    "non-standard": TermStatus.ADMITTED,
    "forbidden": TermStatus.FORBIDDEN,
    "rejected": TermStatus.FORBIDDEN,
}
_CONCEPT: Final = "concept id"


def is_utx(data: bytes) -> bool:
    r"""Whether a file begins as UTX does.

    >>> is_utx(b"#UTX 1.11; zh-CN/en;\n"), is_utx(b"zh,en\n")
    (True, False)
    """
    return _FIRST.match(data[:64].decode("utf-8", errors="replace")) is not None


def read_utx(data: bytes, *, name: str) -> Termbase:
    r"""The entries of a UTX file: those with one `concept ID` are one concept, and each other is one of its own.

    A column that we have no place for goes into the term's note.
    Raises `BadTermbase` where the first lines do not name two languages and the columns, or an entry has no term.

    >>> data = "#UTX 1.11; zh-CN/en;\n#src\ttgt\tsrc:pos\tterm status\n烟囱\tchimney\tnoun\tapproved\n".encode()
    >>> [(term.text, str(term.status)) for term in read_utx(data, name="a.utx").concepts[0].terms]
    [('烟囱', 'preferred'), ('chimney', 'preferred')]
    """
    lines = list(enumerate(text_of(data, name=name).lstrip("\ufeff").splitlines(), 1))
    head = [line for _, line in lines if line.startswith("#")]
    pair = _PAIR.search(head[0])
    columns = next((line[1:].split("\t") for line in head[1:] if line.lower().startswith("#src")), None)
    if pair is None or columns is None:
        raise BadTermbase(
            f"{name}, line 1: UTX names its languages in the first line (#UTX 1.11; zh-CN/en;) and its columns in a "
            "line that begins with #src; one of the two is missing."
        )
    try:
        languages = [LanguageTag(tag.replace("_", "-")) for tag in pair.groups()]
    except BadData as error:
        raise BadTermbase(f"{name}, line 1: {error}") from error
    names = [column.strip().lower() for column in columns]
    rows = [(number, line.split("\t")) for number, line in lines if line.strip() and not line.startswith("#")]
    entries = [_entry(number, dict(zip(names, cells, strict=False)), languages, name) for number, cells in rows]
    return Termbase(concepts=tuple(with_unique_ids(_concepts(entries))))


_Entry = tuple[str, tuple[Term, ...]]


def _entry(number: int, cells: Mapping[str, str], languages: Sequence[LanguageTag], name: str) -> _Entry:
    """The concept's id, which may be empty, and the terms of a row."""
    texts = [cells.get(side, "").strip() for side in ("src", "tgt")]
    if not any(texts):
        raise BadTermbase(f"{name}, line {number}: there is no term; fill in src or tgt, or remove the line.")
    said = cells.get("term status", "").strip().lower()
    if said and said not in _STATUSES:
        raise BadTermbase(f"{name}, line {number}: there is no term status {said!r}; use {', '.join(_STATUSES)}.")
    status = _STATUSES.get(said, TermStatus.PREFERRED)
    known = {"src", "tgt", "term status", _CONCEPT}
    note = "; ".join(f"{key}: {value.strip()}" for key, value in cells.items() if key not in known and value.strip())
    source_status = TermStatus.PREFERRED if status is TermStatus.FORBIDDEN else status
    terms = (
        Term(text=text, language=language, status=kept, note=note if side else "")
        for side, (text, language, kept) in enumerate(zip(texts, languages, (source_status, status), strict=True))
        if text
    )
    return cells.get(_CONCEPT, "").strip(), tuple(terms)


def _concepts(entries: Sequence[_Entry]) -> Iterator[Concept]:
    together: dict[str, list[Term]] = {}
    for number, (id_, terms) in enumerate(entries):
        key = id_ or f"#{number}"
        known = together.setdefault(key, [])
        texts = {(term.language, term.text) for term in known}
        known += (term for term in terms if (term.language, term.text) not in texts)
    for terms_ in together.values():
        yield Concept(id=slug(terms_), terms=tuple(terms_))
