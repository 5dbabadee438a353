"""What this project writes as TEI it reads back as it was."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings

from bitext.documents import Document
from bitext.editions import Edition
from output.options import ExportOptions
from output.tei import to_tei
from sources import read
from tests.strategies import editions


def as_read(document: Document) -> Document:
    """A block says its language only where it is not the document's."""
    change = {
        block.id: replace(block, language=None)
        for block in (*document.blocks, *document.notes)
        if block.language == document.language
    }
    return document.with_blocks(change)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions())
def test_every_document_of_an_edition_comes_back(edition: Edition) -> None:
    data = to_tei(edition, ExportOptions())
    for document in edition.documents:
        assume(any(block.text.strip() for block in document.blocks))
        assert read(data, name="edition.xml", id=document.id, language=document.language) == as_read(document)
