"""Laws of the TEI of any edition."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from lxml import etree

from bitext.editions import Edition
from output.options import ExportOptions
from output.tei import to_tei
from output.tei.lint import lint
from sources.tei.editions import read_aligned
from tests.output.reading import ID, NS, T, read, words
from tests.strategies import editions

_PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def tei(edition: Edition) -> bytes:
    return to_tei(edition, ExportOptions())


@_PATIENT
@given(editions(with_article=False))
def test_what_is_written_can_be_read_back(edition: Edition) -> None:
    named = replace(edition, metadata=replace(edition.metadata, identifier=edition.metadata.urn))
    assert read(tei(edition)) == named


@_PATIENT
@given(editions())
def test_the_text_is_the_documents_text(edition: Edition) -> None:
    root = etree.fromstring(tei(edition))
    written = {node.get(ID): words(node) for node in root.iterfind("t:text//*", NS)}
    for document in edition.documents:
        for block in (*document.blocks, *document.notes):
            assert written[block.id] == block.text
            for segment in block.segments:
                assert written[segment.id] == segment.text


@_PATIENT
@given(editions())
def test_nothing_but_blocks_has_text(edition: Edition) -> None:
    """Take the blocks out of the body, and nothing but white space is left."""
    body = etree.fromstring(tei(edition)).find("t:text/t:body", NS)
    if body is not None:
        ids = {block.id for document in edition.documents for block in (*document.blocks, *document.notes)}
        for node in list(body.iter(f"{T}*")):
            if node.get(ID) in ids:
                node.clear(keep_tail=True)
        assert not words(body).strip()


@_PATIENT
@given(editions())
def test_it_is_valid(tei_schema: etree.RelaxNG, edition: Edition) -> None:
    tree = etree.fromstring(tei(edition))
    assert tei_schema.validate(tree), tei_schema.error_log


@_PATIENT
@given(editions())
def test_every_pointer_leads_somewhere_and_back(edition: Edition) -> None:
    assert lint(tei(edition)) == ()


@_PATIENT
@given(editions())
def test_same_edition_same_bytes(edition: Edition) -> None:
    assert tei(edition) == tei(edition)


@_PATIENT
@given(editions())
def test_originals_beside_quotations_are_no_text_of_the_article(edition: Edition) -> None:
    quoted = tuple(replace(q, original=None) for article in edition.articles for q in article.quotations)
    without = tuple(replace(article, quotations=quoted) for article in edition.articles)
    with_originals, _ = read_aligned(tei(edition), name="a.xml")
    assert with_originals == read_aligned(tei(replace(edition, articles=without)), name="a.xml")[0]
    assert [document.segments for document in with_originals] == [d.segments for d in edition.documents]
