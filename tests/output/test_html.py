"""The report: one page that needs nothing else, with every bead on it."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from lxml import etree

from bitext.alignments import Alignment, Bead, State
from bitext.documents import BlockKind, DocumentId, SegmentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Edition
from bitext.spans import Span
from output.html import to_html
from output.html.figures import bead_types, dot_plot, histogram
from output.markup import Element
from output.options import ExportOptions
from tests.output.specimens import EN, ZH, article, bitext, metadata
from tests.strategies import editions

_LAW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
_PARSER = etree.HTMLParser(encoding="utf-8")

Node = etree._Element


def page(edition: Edition) -> Node:
    return etree.fromstring(to_html(edition, ExportOptions()), _PARSER)


def text(node: Node) -> str:
    return "".join(node.itertext())


def rows(root: Node) -> list[Node]:
    return root.findall(".//table[@class='beads']/tbody/tr")


@_LAW
@given(editions())
def test_every_bead_is_a_row_with_both_texts(edition: Edition) -> None:
    units = [unit for alignment in edition.alignments for unit in edition.units(alignment)]
    found = rows(page(edition))
    assert [row.get("id") for row in found] == [unit.id for unit in units]
    for row, unit in zip(found, units, strict=True):
        for cell, variant in zip(row.iterfind("td"), unit.variants, strict=True):
            assert text(cell) == (variant.text or "no counterpart")
            assert cell.get("lang") == (variant.language if variant.segments else None)


@_LAW
@given(editions())
def test_ids_are_unique_and_links_lead_somewhere(edition: Edition) -> None:
    root = page(edition)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    links = {node.get("href", "")[1:] for node in root.iter("a")}
    assert links <= set(ids)


@_LAW
@given(editions())
def test_nothing_comes_from_elsewhere_and_nothing_runs(edition: Edition) -> None:
    root = page(edition)
    names = {str(node.tag) for node in root.iter(etree.Element)}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base"}
    assert not any(
        str(name).startswith("on") or name in ("src", "srcset") for node in root.iter() for name in node.attrib
    )
    assert not any(node.get("href", "#")[0] != "#" for node in root.iter("a"))
    style = root.findtext(".//style") or ""
    assert "url(" not in style
    assert "@import" not in style


@_LAW
@given(editions())
def test_same_edition_same_bytes(edition: Edition) -> None:
    assert to_html(edition, ExportOptions()) == to_html(edition, ExportOptions())


def test_the_least_certain_come_first_without_those_a_person_has_seen() -> None:
    found = [text(a) for a in page(bitext()).iterfind(".//ol[@class='worst']/li/a")]
    assert found == ["4", "9", "7"]


def test_a_bead_says_how_sure_it_is_in_words_signs_and_numbers() -> None:
    row = next(row for row in rows(page(bitext())) if row.get("id") == "zh-en.4")
    mark = row.find(".//span[@class='p doubtful']")
    assert mark is not None
    assert (text(mark), mark.get("title")) == ("○ 41", "doubtful: 0.410")
    assert text(row[0]).split() == ["4", "○", "41", "1:0"]


def test_a_bead_that_a_person_has_seen_says_so() -> None:
    row = next(row for row in rows(page(bitext())) if row.get("id") == "zh-en.3")
    assert "✓ reviewed" in text(row[0])
    assert "“Hm.” is not in the Chinese" in text(row[0])


def test_words_of_the_glossary_are_linked_both_ways() -> None:
    root = page(bitext())
    term = root.find(".//td[@lang='en']//a[@class='term']")
    assert term is not None
    assert (term.text, term.get("href")) == ("pond", "#concept.pond")
    row = next(row for row in root.iter("tr") if row.get("id") == "concept.pond")
    assert [a.get("href") for a in row.iter("a")] == ["#en.c1.p2.s1", "#zh.c1.p2.s1"]
    assert [text(span) for span in row.iterfind(".//span[@class='count']")] == ["en 1", "zh 1"]


def test_an_article_is_told_of() -> None:
    root = page(article())
    ids = [node.get("id") for node in root.iter("section")]
    assert ids == ["figures", "least-certain", "texts", "quotations", "works", "problems", "glossary", "sources"]
    section = {node.get("id"): node for node in root.iter("section")}
    first = section["quotations"].findall(".//tbody/tr")[0]
    assert [" ".join(text(cell).split()) for cell in first] == [
        "a mirror does not see itself",
        "(Li 12)",
        "Words on a Mirror 镜话 1931 explicit",
        "池水很静。zh.c1.p2.s1 80 %",
    ]
    works = [[" ".join(text(cell).split()) for cell in row] for row in section["works"].iterfind(".//tbody/tr")]
    assert works == [
        ["li1931", "Li, Mou. Words on a Mirror 镜话, Some Press, 1931", "3"],
        ["poe2020", "Poe, Ed et al. On Ponds, Ponds, 2020", "1"],
    ]
    mark = section["problems"].find(".//mark")
    assert mark is not None
    assert text(mark) == "Poe 3"


def test_a_document_in_two_alignments_has_its_ids_once() -> None:
    edition = bitext()
    both = replace(edition, alignments=(*edition.alignments, edition.alignments[0].reversed()))
    root = page(both)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert [node.get("id") for node in root.iter("section")][:4] == [
        "figures-1",
        "least-certain-1",
        "texts-1",
        "figures-2",
    ]


def test_chapters_have_tables_of_their_own() -> None:
    assert [len(table.findall("tbody/tr")) for table in page(bitext()).iterfind(".//table[@class='beads']")] == [4, 5]


def long_edition(size: int) -> Edition:
    """Two long documents, and beads that are sure but for one."""
    zh, en = (
        number(Drafted(blocks=(Draft(text="a" * size, segments=tuple(Span(n, n + 1) for n in range(size))),)), id_, tag)
        for id_, tag in ((DocumentId("zh"), ZH), (DocumentId("en"), EN))
    )
    beads = [
        Bead(source=(s.id,), target=(t.id,), probability=0.2 if n == size // 2 else 0.99)
        for n, (s, t) in enumerate(zip(zh.segments, en.segments, strict=True))
    ]
    return Edition(metadata=metadata("long"), documents=(zh, en), alignments=(Alignment.covering(zh, en, beads),))


def paths(figure: Element) -> dict[str, str]:
    return {n.attributes["class"]: n.attributes["d"] for n in figure.walk() if n.name == "path"}


def test_the_path_of_a_long_text_is_no_long_drawing_and_hides_no_doubt() -> None:
    edition = long_edition(6000)
    zh, en = edition.documents
    drawn = paths(dot_plot(edition.alignments[0], zh, en))
    assert sum(len(d) for d in drawn.values()) < 10_000
    assert "doubtful" in drawn


def test_the_path_shows_where_chapters_begin() -> None:
    edition = bitext()
    zh, en = edition.documents
    drawn = paths(dot_plot(edition.alignments[0], zh, en))
    assert drawn["grid"] == "M177.8 0V320M0 120.0H320"  # after 5 of 9 sentences, and after 3 of 8


def test_types_are_counted_and_many_are_summed_up() -> None:
    beads = [Bead(source=tuple(SegmentId(f"s{i}") for i in range(m)), target=(SegmentId("t"),)) for m in range(9)]
    listed = [next(iter(node.children)) for node in bead_types([*beads, beads[1]]).walk() if node.name == "dt"]
    assert listed == ["1:1", "0:1", "2:1", "3:1", "4:1", "5:1", "6:1", "other"]


def test_the_histogram_counts_everything_once() -> None:
    figure = histogram([0.0, 0.5, 0.5, 0.99, 1.0])
    titles = [next(iter(next(iter(node.children)).children)) for node in figure.walk() if node.name == "rect"]  # type: ignore[union-attr]
    assert titles == ["0.00 to 0.05: 1", "0.50 to 0.55: 2", "0.95 to 1.00: 2"]
    assert figure.attributes["aria-label"] == "Histogram of 5 probabilities; 2 sure, 0 fair, 3 doubtful"


def test_an_edition_without_alignments_still_has_its_report() -> None:
    edition = replace(bitext(), alignments=())
    assert [node.get("id") for node in page(edition).iter("section")] == ["glossary", "sources"]


def test_headings_look_like_headings() -> None:
    heads = [row.get("id") for row in rows(page(bitext())) if "heading" in (row.get("class") or "")]
    assert heads == ["zh-en.1", "zh-en.5"]
    assert BlockKind.HEADING is bitext().documents[0].divisions[1].blocks[0].kind
    assert State.REVIEWED in {bead.state for bead in bitext().alignments[0].beads}
