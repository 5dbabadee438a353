"""What a bookseller's catalogue asks of an edition, in the `teiHeader`: subtitles, series, subjects, rights."""

from collections.abc import Iterator
from dataclasses import asdict

from bitext.editions import Metadata
from output.markup import Element, element, lines


def titles(metadata: Metadata) -> Iterator[Element]:
    """The titles, of which the first has the form that it is sorted by, and the subtitles."""
    for count, title in enumerate(metadata.titles):
        sorted_by = (metadata.file_as or None) if count == 0 else None
        yield element("title", {"type": "main", "n": sorted_by, "xml:lang": title.language}, title.text)
    for subtitle in metadata.subtitles:
        yield element("title", {"type": "sub", "xml:lang": subtitle.language}, subtitle.text)


def series(metadata: Metadata) -> Iterator[Element]:
    """The series that the edition belongs to, with the number of the volume."""
    for each in metadata.series:
        number = None if each.position is None else str(each.position)
        yield lines(
            "seriesStmt",
            None,
            element("title", {"level": "s", "xml:lang": each.language}, each.name),
            element("idno", {"type": "ISSN"}, each.issn) if each.issn else None,
            element("biblScope", {"unit": "volume", "n": number}, number) if number else None,
        )


def notes(metadata: Metadata) -> Element | None:
    """Whose the edition is, and what its publisher says of its accessibility."""
    claims = asdict(metadata.accessibility)
    told = [element("note", {"type": "rights"}, metadata.rights)] if metadata.rights else []
    told += [
        element("note", {"type": "accessibility", "subtype": name.replace("_", "-")}, text)
        for name, text in claims.items()
        if text
    ]
    return lines("notesStmt", None, *told) if told else None


def subjects(metadata: Metadata) -> Element | None:
    """What the edition is about, a list for each subject, so that their order is kept."""
    listed = (
        lines(
            "keywords",
            {"scheme": subject.scheme.address},
            element("term", {"key": subject.code or None}, subject.text or None),
        )
        for subject in metadata.subjects
    )
    return lines("textClass", None, *listed) if metadata.subjects else None
