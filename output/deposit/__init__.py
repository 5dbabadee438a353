"""What goes with files that are deposited in an archive: a README, checksums, and metadata that programs read."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Final

from bitext.facts import Facts, Maker
from output.deposit.citation import citation_cff
from output.deposit.datacite import datacite

__all__ = ["deposit"]

_SUMS: Final = "SHA256SUMS"


def deposit(files: Mapping[str, bytes], facts: Facts) -> Mapping[str, bytes]:
    """The files with README.md, datacite.json, CITATION.cff and, last, the checksums of all of them.

    >>> made = deposit({"book.xml": b"<TEI/>"}, Facts(titles=(("A Book", "en"),)))
    >>> list(made)
    ['book.xml', 'README.md', 'datacite.json', 'CITATION.cff', 'SHA256SUMS']
    """
    whole = {
        **files,
        "README.md": _readme(tuple(files), facts).encode(),
        "datacite.json": f"{json.dumps(datacite(facts), ensure_ascii=False, indent=2)}\n".encode(),
        "CITATION.cff": citation_cff(facts).encode(),
    }
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in whole.items())
    return {**whole, _SUMS: sums.encode()}


def _readme(names: Sequence[str], facts: Facts) -> str:
    """What a person reads first: what it is, who made it, what may be done with it, which file is what."""
    title = " / ".join(text for text, _ in facts.titles) or "Untitled"
    parts = [
        f"# {title}",
        facts.description,
        _listed("Made by", [_told(maker) for maker in facts.makers]),
        _listed("Texts", list(facts.sources)),
        _listed("Languages", list(facts.languages)),
        _listed("Extent", list(facts.extent)),
        _listed("Licence", [f"{one.name} {one.url}".strip() for one in facts.licences] or ["None is stated."]),
        _listed("Identifiers", [f"{type_}: {value}" for type_, value in facts.identifiers]),
        _listed("Files", [_file(name) for name in names]),
        "Encoded in TEI P5 (https://www.tei-c.org). `sha256sum -c SHA256SUMS` tells whether the files are whole.",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _listed(head: str, items: Sequence[str]) -> str:
    lines = "".join(f"\n* {item}" for item in items if item)
    return f"## {head}\n{lines}" if lines else ""


def _told(maker: Maker) -> str:
    address = f", {maker.identifier}" if maker.identifier else ""
    return f"{maker.name} ({maker.role}{address})"


def _file(name: str) -> str:
    return f"`{name}`: TEI-XML" if name.endswith((".xml", ".tei")) else f"`{name}`"
