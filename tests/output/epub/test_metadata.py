"""What the package says of the book."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from lxml import etree

from bitext.editions import Contributor, Edition, Metadata
from bitext.languages import LanguageTag
from output.epub import to_epub
from output.options import ExportOptions
from tests.output.epub.samples import METADATA, SOLD, XML_LANG, ZH, book, document, draft, essay, files, story


def metadata_of(edition: Edition, *, layout: str = "", by: str = "") -> list[tuple[str, str, str]]:
    """Name, what it refines, and text of each element of the metadata."""
    package = etree.fromstring(book(edition, layout=layout, by=by)["EPUB/content.opf"])
    return [
        (
            node.get("property") or node.get("name") or etree.QName(node).localname,
            node.get("refines") or "",
            node.text or "",
        )
        for node in package[0]
    ]


def named(edition: Edition, name: str, *, layout: str = "", by: str = "") -> list[str]:
    return [text for found, _, text in metadata_of(edition, layout=layout, by=by) if found == name]


def with_metadata(**changes: object) -> Edition:
    return replace(story(), metadata=replace(METADATA, **changes))  # type: ignore[arg-type]


def test_titles_and_people_in_both_scripts() -> None:
    found = metadata_of(story())
    assert found[1:14] == [
        ("title", "", "粉笔"),
        ("title-type", "#dc-title", "main"),
        ("alternate-script", "#dc-title", "Chalk & Smoke"),
        ("file-as", "#dc-title", "Chalk & Smoke"),
        ("language", "", "zh-Hans"),
        ("language", "", "en"),
        ("creator", "", "某甲"),
        ("role", "#dc-person-1", "aut"),
        ("alternate-script", "#dc-person-1", "Mou Jia"),
        ("file-as", "#dc-person-1", "Jia, Mou"),
        ("contributor", "", "T. Nobody"),
        ("role", "#dc-person-2", "trl"),
        ("contributor", "", "某乙"),
    ]


def test_languages_are_told_where_nobody_gave_them() -> None:
    package = etree.fromstring(book(story())["EPUB/content.opf"])
    tags = {node.text: node.get(XML_LANG) for node in package[0]}
    assert package.get(XML_LANG) == "zh-Hans"
    assert (tags["T. Nobody"], tags["某乙"], tags["A story in two languages."]) == ("en", "zh-Hans", "en")


def test_one_language_alone_has_its_own_title_and_people() -> None:
    assert named(story(), "title", layout="target") == ["Chalk & Smoke"]
    assert named(story(), "language", layout="target") == ["en"]
    assert named(story(), "contributor", layout="source") == ["某乙"]
    assert named(story(), "source", layout="source") == ["某甲《粉笔》，手稿。"]


def test_each_layout_has_an_identifier_of_its_own() -> None:
    options = [("", ""), ("facing", ""), ("source", ""), ("target", ""), ("", "sentence")]
    found = [named(story(), "identifier", layout=layout, by=by)[0] for layout, by in options]
    assert found[0] == METADATA.urn
    assert len(set(found)) == 5


@pytest.mark.parametrize(
    ("given", "expected", "code"),
    [
        ("978-0-306-40615-7", "urn:isbn:9780306406157", ["15"]),
        ("0-306-40615-2", "urn:isbn:0306406152", ["02"]),
        ("978-0-306-40615-8", "978-0-306-40615-8", []),  # the check digit is wrong
        ("https://doi.org/10.1000/1", "https://doi.org/10.1000/1", []),
    ],
)
def test_the_identifier_given_is_kept(given: str, expected: str, code: list[str]) -> None:
    edition = with_metadata(identifier=given)
    assert named(edition, "identifier", layout="facing") == [expected]
    assert named(edition, "identifier-type") == code
    assert expected.encode() in book(edition)["EPUB/toc.ncx"]


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05Z"),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=8))), "2026-01-01T19:04:05Z"),
        (datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05Z"),  # noqa: DTZ001 - taken for UTC
    ],
)
def test_the_time_is_in_utc(time: datetime, expected: str) -> None:
    assert named(with_metadata(modified=time), "dcterms:modified") == [expected]


def test_accessibility_is_what_the_book_has() -> None:
    always = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    pages = ["pageBreakMarkers", "pageNavigation"]
    assert named(story(), "schema:accessibilityFeature") == [
        *always,
        "rubyAnnotations",
        *pages,
        "horizontalWriting",
    ]
    assert named(story(), "pageBreakSource") == ["某甲《粉笔》，手稿。"]
    assert named(story(), "schema:accessibilityFeature", layout="target") == always
    assert named(story(), "pageBreakSource", layout="target") == []
    assert named(story(), "schema:accessibilitySummary", layout="target") == [
        "Reflowable text. Every passage carries its language. Navigation by chapter and by landmark."
    ]


def test_blank_metadata_are_left_out() -> None:
    bare = Metadata(
        name="bare", titles=(replace(METADATA.titles[0], text=" "),), contributors=(Contributor(name=" ", role="aut"),)
    )
    found = metadata_of(Edition(metadata=bare, documents=(document("a", ZH, [draft("一。")]),)))
    assert ("title", "", "bare") in found
    assert not {"creator", "publisher", "date", "rights", "description", "source"} & {name for name, _, _ in found}


def test_a_book_from_right_to_left_is_turned_so() -> None:
    hebrew = Edition(metadata=METADATA, documents=(document("a", LanguageTag("he"), [draft("שלום.")]),))
    members = book(hebrew)
    assert b'page-progression-direction="rtl"' in members["EPUB/content.opf"]
    assert b'lang="he" xml:lang="he" dir="rtl"' in members["EPUB/text/c001.xhtml"]


def test_people_of_a_part_stand_on_its_page() -> None:
    members = book(essay())
    assert "林守真" not in members["EPUB/text/title.xhtml"].decode()
    assert "林守真</span>　著" in members["EPUB/text/part-2.xhtml"].decode()
    assert "E. Essayist" in members["EPUB/text/title.xhtml"].decode()
    assert named(essay(), "creator") == ["E. Essayist", "林守真"]


def sold() -> Edition:
    return replace(story(), metadata=SOLD)


def test_what_a_bookseller_wants() -> None:
    found = [(name, about, text) for name, about, text in metadata_of(sold()) if not about.startswith("#dc-person")]
    assert found[:5] == [
        ("identifier", "", METADATA.urn),
        ("identifier", "", "urn:isbn:9780306406157"),
        ("identifier-type", "#dc-isbn", "15"),
        ("title", "", "粉笔"),
        ("title-type", "#dc-title", "main"),
    ]
    assert ("file-as", "#dc-title", "Chalk and Smoke") in found
    assert [text for _, about, text in found if about == "#dc-subtitle"] == ["subtitle", "A Story"]
    assert named(sold(), "rights") == ["© 2026 Test & Sons", "CC0-1.0"]
    assert named(sold(), "source") == ["某甲《粉笔》，手稿。", "urn:isbn:0306406152", "Translated for a test."]
    assert [text for name, _, text in found if name in {"source-of", "pageBreakSource"}] == [
        "pagination",
        "urn:isbn:0306406152",
    ]
    assert [text for _, about, text in found if about == "#collection-1"] == ["series", "3", "urn:issn:0317-8471"]
    assert named(sold(), "belongs-to-collection") == ["粉笔丛书", "Test Classics"]


def test_subjects_name_their_schemes() -> None:
    found = metadata_of(sold())
    assert named(sold(), "subject") == [
        "Short stories",
        "1FPC",
        "FICTION / Short Stories",
        "Chimneys",
        "I247.7",
        "烟囱",
    ]
    assert [(about, text) for name, about, text in found if name in {"authority", "term"}][2:6] == [
        ("#dc-subject-2", "https://ns.editeur.org/thema/"),
        ("#dc-subject-2", "1FPC"),
        ("#dc-subject-3", "BISAC"),
        ("#dc-subject-3", "FIC029000"),
    ]


def test_what_the_publisher_vouches_for_is_said_and_nothing_more() -> None:
    assert named(sold(), "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert named(sold(), "a11y:certifiedBy") == ["Test & Sons"]
    assert b'rel="a11y:certifierReport"' in book(sold())["EPUB/content.opf"]
    assert named(story(), "dcterms:conformsTo") == []


def test_the_isbn_of_an_output_goes_before_that_of_the_edition() -> None:
    members = files(to_epub(sold(), ExportOptions(isbn="0-306-40615-2")))
    assert b"urn:isbn:0306406152</dc:identifier>" in members["EPUB/content.opf"]
    assert b"urn:isbn:9780306406157" not in members["EPUB/content.opf"]


def test_epubcheck_has_nothing_to_say(epubcheck_says: Callable[[bytes], list[str]]) -> None:
    assert epubcheck_says(to_epub(sold(), ExportOptions())) == []
