"""Which encoder reads two documents: the one that was named, or the one that suits their languages."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Final

from aligner.catalogue import AUTO, ENTRIES, Choice, choose, named
from aligner.encoders import Encoder
from bitext.alignments import Alignment
from bitext.documents import Document
from bitext.editions import Edition

DEFAULT_ENCODER: Final = AUTO


@dataclass(frozen=True, slots=True)
class ByLanguages:
    """An encoder by its name, which may be `auto`; it is loaded when the languages of the texts are known."""

    name: str
    load: Callable[[str], Encoder]

    def __post_init__(self) -> None:
        """Complain of a name that is none before any text is read."""
        if self.name != AUTO:
            named(self.name)

    def choice(self, source: Document, target: Document) -> Choice:
        """What reads the two documents, and why."""
        return choose(self.name, source.language, target.language)


def in_folder(name: str, folder: Path) -> str:
    """The name of an encoder whose model, if it has a folder of its own, is beside an edition.toml.

    >>> in_folder("labse:models/LaBSE", Path("book"))
    'labse:book/models/LaBSE'
    >>> in_folder("auto", Path("book"))
    'auto'
    """
    kind, colon, model = name.partition(":")
    return f"{kind}:{folder / model}" if colon else name


def doubts(name: str, edition: Edition, alignments: Iterable[Alignment]) -> Iterator[str]:
    """What a person should know of the encoder that read the documents of some alignments of an edition."""
    documents = edition.document_by_id
    choices = (choose(name, documents[a.source].language, documents[a.target].language) for a in alignments)
    return iter(dict.fromkeys(choice.warning for choice in choices if choice.warning))


def listing() -> bytes:
    """All encoders for reading: name, languages, what it is, and whether it is installed or how to get it."""
    lines = [f"{AUTO:6} the first of these that is installed and knows both languages"]
    for entry in ENTRIES:
        count = "any language" if entry.languages is None else f"{len(entry.languages)} languages"
        state = "installed" if entry.is_installed else entry.remedy
        lines += [f"{entry.name:6} {count}; {entry.about}", f"       {state}"]
        lines += wrap(" ".join(sorted(entry.languages or ())), 80, initial_indent=" " * 7, subsequent_indent=" " * 7)
    return "".join(f"{line}\n" for line in lines).encode()
