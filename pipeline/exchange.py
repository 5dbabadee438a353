"""An alignment from one format into another, with a report of what the new one cannot hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bitext.editions import Edition
from bitext.errors import UnreadableInput
from output.losses import losses
from pipeline.bitexts import Told
from pipeline.build import edition_from_toml, occurrences_in
from pipeline.files import shown
from pipeline.formats import alignment_format, bitext_files
from pipeline.given import edition_in
from pipeline.progress import Progress, silent

_WHOLE: Final = frozenset({"tei", "epub", "html"})
"""The formats that hold an article too."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The files that were made, and what of the alignment is not in them."""

    files: Mapping[Path, bytes]
    losses: tuple[str, ...]


def exchanged(
    path: Path, out: Path, told: Told, *, format_: str | None = None, progress: Progress = silent
) -> Exchanged:
    """The alignment of a file, or of an edition.toml, in the format that `out` stands for or that is named.

    Raises `UnknownFormat`, and what reading and the exporters raise.
    """
    name = alignment_format(out, format_)
    edition, unread = read_exchange(path, told, progress=progress)
    if not edition.alignments and not (edition.articles and name in _WHOLE):
        raise UnreadableInput(f"{shown(path)} has no alignment, so there is nothing to convert.")
    lost = (f"{name} does not hold {loss}" for loss in losses(edition, name))
    return Exchanged(bitext_files(edition, name, out), (*unread, *lost))


def read_exchange(path: Path, told: Told, *, progress: Progress = silent) -> tuple[Edition, Sequence[str]]:
    """The edition of an alignment's file or of an edition.toml, and what could not be read of it."""
    if path.suffix.lower() == ".toml":
        return edition_from_toml(path, progress=progress), ()
    edition, unread = edition_in(path, (told.source, told.target))
    named = tuple(occurrences_in(edition.documents, edition.termbase))  # files have the terms, and not each place
    return replace(edition, occurrences=named), unread
