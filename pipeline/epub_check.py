"""`duizhao epub check`: a bilingual EPUB of whatever origin in, what is wrong with it out."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html.entities import html5
from pathlib import Path
from typing import Final

from lxml import etree

from bitext.errors import BadConfiguration, BelowThreshold, LimitExceeded, UnreadableInput
from output.epub.examine import (
    RULES,
    Book,
    Broken,
    Check,
    Finding,
    Packed,
    Severity,
    book_of,
    check_edition,
    check_older,
    examined,
)
from pipeline.build import edition_from_toml
from pipeline.files import read_bytes, shown
from pipeline.progress import Progress, silent
from sources.archive import Archive, open_archive
from sources.contract import Declined
from sources.xml import parse_xml

NEVER: Final = "never"
_MOST: Final = 128 * 2**20
"""Bytes of all pages together: parsed they take some ten times as much memory."""

_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE\s[^\[>]*>")  # one without declarations of its own
_OF_XML: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A book with what was found in it."""

    file: str
    pages: int
    findings: tuple[Finding, ...]
    against: str = ""  # the file that it was held against

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, the most serious first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in Severity}


def check_epub(path: Path, against: Path | None = None, *, progress: Progress = silent) -> Examined:
    """Everything that is found in a book, by itself and beside an older book or the edition that it was made from.

    Raises `UnreadableInput` where it is no EPUB, `LimitExceeded` where it is larger or more compressed than is safe or
    declares entities, and what `read_bytes` and `edition_from_toml` raise.
    """
    book = read_book(path)
    findings = examined(book, *([] if against is None else [_beside(against, progress)]))
    return Examined(file=shown(path), pages=len(book.pages), findings=findings, against=shown(against or ""))


def _beside(path: Path, progress: Progress) -> Check:
    """The check of a book against another file."""
    if path.suffix.lower() == ".toml":
        edition = edition_from_toml(path, progress=progress)
        return lambda book: check_edition(book, edition)
    older = read_book(path)
    return lambda book: check_older(book, older)


def read_book(path: Path) -> Book:
    """The book that a file holds.  Raises as `check_epub` does."""
    name = shown(path)
    archive = open_archive(read_bytes(path), name)
    if isinstance(archive, Declined):
        raise UnreadableInput(f"{name} is no EPUB: {archive.reason}.")
    total = sum(info.file_size for member, info in archive.members.items() if member.endswith(("html", "htm", "xml")))
    if total > _MOST:
        raise LimitExceeded(f"The pages of {name} are {total // 2**20:,} MB, and {_MOST // 2**20} are the most.")
    return book_of(Packed(name, frozenset(archive.members), lambda member: _parsed(archive, member)))


def _parsed(archive: Archive, member: str) -> etree._Element | Broken:
    data = archive.read(member)
    if data is None:
        return Broken("the archive is damaged there")
    known = _ENTITY.sub(_resolved, _DOCTYPE.sub(_as_lines, data))
    root = parse_xml(known, f"{member} in {archive.name}")
    return Broken(root.reason) if isinstance(root, Declined) else root


def _as_lines(match: re.Match[bytes]) -> bytes:
    """Nothing, on as many lines, in place of a reference to a DTD that would be looked for in the network."""
    return b"\n" * match[0].count(b"\n")


def _resolved(match: re.Match[bytes]) -> bytes:
    """The named entities that XHTML may use, as numbers; others stay, and are a fault of the file."""
    char = html5.get(f"{match[1].decode('ascii')};", "")
    if match[1] in _OF_XML or not char:
        return match[0]
    return "".join(f"&#{ord(one)};" for one in char).encode("ascii")


def chosen(examined_: Examined, only: Sequence[str] = (), excluded: Sequence[str] = ()) -> Examined:
    """Only the findings of some codes, or of all but some; E2 stands for all that begin so.

    Raises `BadConfiguration` where there is no such code.
    """
    for name in (*only, *excluded):
        if not name or not any(code.startswith(name.upper()) for code in RULES):
            raise BadConfiguration(f"There is no code {name!r}; `duizhao epub check --explain all` lists them.")
    takes, leaves = (tuple(name.upper() for name in names) for names in (only or ("",), excluded))
    kept = (one for one in examined_.findings if one.code.startswith(takes) and not one.code.startswith(leaves))
    return replace(examined_, findings=tuple(kept))


def judge(examined_: Examined, threshold: str) -> None:
    """Raise `BelowThreshold` where something is found as serious as the threshold: error, warning, note or never."""
    if threshold == NEVER:
        return
    least = Severity(threshold)
    serious = {severity: n for severity, n in examined_.counts.items() if severity.rank <= least.rank and n}
    if serious:
        told = " and ".join(f"{n} {severity}{'' if n == 1 else 's'}" for severity, n in serious.items())
        raise BelowThreshold(f"{told} found in {examined_.file}; --fail-on says which count.")


def examined_text(examined_: Examined) -> bytes:
    """The findings for reading, a line each, and how many there are."""
    lines = list(map(str, examined_.findings))
    counts = ", ".join(f"{n} {severity}{'' if n == 1 else 's'}" for severity, n in examined_.counts.items() if n)
    lines.append(f"{examined_.file}: {counts or 'nothing found'}, in {examined_.pages} pages")
    return "".join(f"{line}\n" for line in lines).encode()


def examined_json(examined_: Examined) -> bytes:
    """The same for programs."""
    answer = {
        "schema": 1,
        "file": examined_.file,
        "against": examined_.against,
        "pages": examined_.pages,
        "counts": {str(severity): count for severity, count in examined_.counts.items()},
        "findings": [_json(finding) for finding in examined_.findings],
    }
    return f"{json.dumps(answer, ensure_ascii=False, indent=2)}\n".encode()


def _json(finding: Finding) -> Mapping[str, object]:
    names = ("code", "severity", "file", "line", "id", "message", "hint")
    return {name: getattr(finding, name) for name in names}


def explained(code: str) -> bytes:
    """What a code stands for; `all` lists all codes.

    Raises `BadConfiguration` where there is no such code.
    """
    if code.lower() == "all":
        return "".join(f"{rule.code}  {rule.severity:7}  {rule.title}\n" for rule in RULES.values()).encode()
    rule = RULES.get(code.upper())
    if rule is None:
        raise BadConfiguration(f"There is no code {code!r}; `duizhao epub check --explain all` lists them.")
    return f"{rule.code}: {rule.title} ({rule.severity})\n\n{rule.explanation}\n".encode()
