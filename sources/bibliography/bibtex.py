"""BibTeX and biblatex: @string, #, braces, LaTeX accents, crossref.

Entries are those of BibTeX 0.99 (Patashnik, *BibTeXing*, 1988) and of the biblatex manual (3.19, 2.1 and 2.2).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bitext.articles import Person, Reference
from bitext.errors import UnreadableInput
from sources.bibliography.fields import person, reference
from sources.bibliography.latex import plain

_KINDS: Final[Mapping[str, str]] = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "reference": "book",
    "booklet": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inreference": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "movie": "motion_picture",
    "video": "motion_picture",
    "report": "report",
    "techreport": "report",
    "manual": "report",
    "standard": "standard",
    "patent": "patent",
    "unpublished": "manuscript",
}
_SUBTYPES: Final = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_MONTHS: Final = {
    name: name for name in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
}
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "container": ("journaltitle", "journal", "booktitle", "maintitle", "organization"),
    "publisher": ("publisher", "institution", "school", "howpublished"),
    "publisher_place": ("location", "address"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "article_number": ("eid",),
    "edition": ("edition",),
    "collection": ("series",),
    "second_container": ("eprinttype", "database"),
    "original_title": ("origtitle", "original-title"),
    "romanized_title": ("romanizedtitle",),
    "doi": ("doi",),
    "url": ("url",),
    "accessed": ("urldate", "lastchecked"),
}
_NEXT: Final = re.compile(r"@\s*(?P<kind>\w+)\s*(?P<open>[{(])")
_KEY: Final = re.compile(r"\s*(?P<key>[^\s,{}()\"#%=]+)\s*(?:,|(?=[})]))")
_NAME: Final = re.compile(r"[\s,]*(?P<name>[^\s,={}()\"#%]+)\s*=\s*")
_WORD: Final = re.compile(r"[^\s,={}()\"#%]+")
_BLANK: Final = re.compile(r"\s*")
_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
_PARTICLE: Final = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    key: str
    line: int
    fields: Mapping[str, str] = field(default_factory=dict)


def read_bibtex(text: str, *, name: str) -> tuple[Reference, ...]:
    """The works of a BibTeX file.  Raises `UnreadableInput` with the line of the fault.

    >>> (work,) = read_bibtex('@article{b, author="Brook, T. and others", title={Soot}, year=2002}', name="a.bib")
    >>> work.authors[0].inverted, work.more_authors, work.kind
    ('Brook, T.', True, 'article-journal')
    """
    entries = tuple(_Parser(text, name).entries())
    parents = {entry.key.casefold(): entry for entry in entries}
    return tuple(_reference(_inheriting(entry, parents, name)) for entry in entries)


class _Parser:
    """A walk over the file; what stands outside entries is a comment, as BibTeX has it."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name, self.at = text, name, 0
        self.macros: dict[str, str] = dict(_MONTHS)

    def entries(self) -> Iterator[_Entry]:
        while found := _NEXT.search(self.text, self.at):
            start, kind = found.start(), found["kind"].lower()
            close = "}" if found["open"] == "{" else ")"
            self.at = found.end()
            if kind in {"comment", "preamble"}:
                self.at = found.end("open") - 1
                self._balanced("{", "}") if close == "}" else self._skip_parenthesis(start)
            elif kind == "string":
                self.macros |= self._fields(close, start)
            else:
                key = _KEY.match(self.text, self.at)
                if key is None:
                    raise self._fault(start, "the entry has no key; write one behind the brace")
                self.at = key.end()
                yield _Entry(kind, key["key"], self._line(start), self._fields(close, start))

    def _fields(self, close: str, start: int) -> dict[str, str]:
        fields: dict[str, str] = {}
        while found := _NAME.match(self.text, self.at):
            self.at = found.end()
            fields.setdefault(found["name"].lower(), self._value())
        rest = re.compile(r"[\s,]*").match(self.text, self.at)
        self.at = rest.end() if rest else self.at
        if self.text[self.at : self.at + 1] != close:
            if self.at >= len(self.text) or _NEXT.match(self.text, self.at):
                raise self._fault(start, f"the entry is not closed; add its {close}")
            raise self._fault(self.at, f"a field, a comma or {close} is missing before {self._snippet()!r}")
        self.at += 1
        return fields

    def _value(self) -> str:
        pieces = [self._piece()]
        while self._ahead() == "#":
            self.at += 1
            pieces.append(self._piece())
        return "".join(pieces)

    def _ahead(self) -> str:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at
        return self.text[self.at : self.at + 1]

    def _piece(self) -> str:
        ahead = self._ahead()
        if ahead == "{":
            return self._balanced("{", "}")
        if ahead == '"':
            return self._balanced('"', '"')
        word = _WORD.match(self.text, self.at)
        if word is None:
            raise self._fault(self.at, f"a value is missing before {self._snippet()!r}")
        self.at = word.end()
        if word[0].isdigit():
            return word[0]
        if word[0].lower() not in self.macros:
            raise self._fault(
                word.start(), f"there is no @string {word[0]!r}; define it before, or put the value in braces"
            )
        return self.macros[word[0].lower()]

    def _balanced(self, opening: str, closing: str) -> str:
        start, depth, at = self.at, 0, self.at + 1
        while at < len(self.text):
            char = self.text[at]
            if char == closing and depth == 0:
                self.at = at + 1
                return self.text[start + 1 : at]
            depth += (char == "{") - (char == "}")
            at += 2 if char == "\\" and self.text[at + 1 : at + 2] in {"{", "}", "\\"} else 1
        raise self._fault(start, f"the value that {opening} opens is not closed; add its {closing}")

    def _skip_parenthesis(self, start: int) -> None:
        end = self.text.find(")", self.at)
        if end < 0:
            raise self._fault(start, "the entry is not closed; add its )")
        self.at = end + 1

    def _line(self, at: int) -> int:
        return self.text.count("\n", 0, at) + 1

    def _snippet(self) -> str:
        return self.text[self.at : self.at + 20].split("\n")[0] or "the end"

    def _fault(self, at: int, what: str) -> UnreadableInput:
        return UnreadableInput(f"{self.name!r}, line {self._line(at)}: {what}.")


def _inheriting(entry: _Entry, parents: Mapping[str, _Entry], name: str) -> _Entry:
    """The entry with what it takes over from its crossref: the title of a book is the booktitle of its parts."""
    fields = dict(entry.fields)
    seen = {entry.key.casefold()}
    while target := fields.pop("crossref", "").strip().casefold():
        if target not in parents:
            raise UnreadableInput(f"{name!r}, line {entry.line}: crossref to {target!r}, which the file does not have.")
        if target in seen:
            raise UnreadableInput(f"{name!r}, line {entry.line}: crossref of {entry.key!r} leads back to itself.")
        seen.add(target)
        taken = dict(parents[target].fields)
        if _KINDS.get(entry.kind) in {"chapter", "paper-conference"}:
            taken.setdefault("booktitle", taken.get("title", ""))
            taken.pop("author", None)
        taken.pop("title", None)
        fields = {**taken, **fields}
    return _Entry(entry.kind, entry.key, entry.line, fields)


def _reference(entry: _Entry) -> Reference:
    raw = entry.fields
    text = {name: plain(value) for name, value in raw.items() if name not in {"author", "editor", "translator"}}
    fields = {name: next(filter(None, map(text.get, names)), "") or "" for name, names in _FIELDS.items()}
    fields["url"] = raw.get("url", "").strip().removeprefix(r"\url{").rstrip("}").replace("\\", "")
    fields["doi"] = re.sub(r"\Ahttps?://(?:dx\.)?doi\.org/", "", raw.get("doi", "").replace("\\", "").strip("{} "))
    if entry.kind == "thesis" or entry.kind.endswith("thesis"):
        fields["container"] = ""
    if entry.kind in {"book", "collection", "thesis"} and text.get("number") and fields["collection"]:
        fields["issue"] = text["number"]
    subtitle = text.get("subtitle", "")
    fields["title"] = text.get("title", "") + (f": {subtitle}" if subtitle else "")
    return reference(
        entry.key, _kind(entry, text), _persons(raw, entry.kind), text.get("date") or text.get("year", ""), fields
    )


def _kind(entry: _Entry, text: Mapping[str, str]) -> str:
    subtype = _SUBTYPES.get(text.get("entrysubtype", "").lower())
    if entry.kind == "article" and subtype:
        return subtype
    if entry.kind in {"misc", "unpublished"} and "url" in text:
        return "webpage"
    return _KINDS.get(entry.kind, "document")


def _persons(raw: Mapping[str, str], kind: str) -> Iterator[Person]:
    """Everybody; the author of a film is its director, as biblatex has it."""
    for role in ("author", "director", "editor", "translator"):
        for name in _divided(raw.get(role, ""), _AND):
            is_director = role == "author" and kind in {"movie", "video"}
            yield _person(name.strip(), "director" if is_director else role)


def _divided(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """The pieces between separators that stand in no braces."""
    start = 0
    for found in pattern.finditer(text):
        if _depth(text[: found.start()]) == 0:
            yield text[start : found.start()]
            start = found.end()
    if text[start:].strip():
        yield text[start:]


def _depth(text: str) -> int:
    unescaped = re.sub(r"\\[{}\\]", "", text)
    return unescaped.count("{") - unescaped.count("}")


def _person(name: str, role: str) -> Person:
    """Family, Given; Family, Jr, Given; Given von Family; {A Body}: BibTeX's forms of names."""
    parts = [plain(part) for part in _divided(name, re.compile(","))]
    if len(parts) >= 3:
        return person(parts[0], f"{parts[2]}, {parts[1]}", role)
    if len(parts) == 2:
        return person(parts[0], parts[1], role)
    words = [plain(word) for word in _divided(name, re.compile(r"\s+"))]
    start = next((n for n, word in enumerate(words[:-1]) if _PARTICLE.match(word)), len(words) - 1)
    return person(" ".join(words[start:]), " ".join(words[:start]), role)
