"""The examples are what their READMEs say."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bitext.alignments import Alignment, Bead
from bitext.documents import Document, DocumentId, SegmentId
from bitext.languages import LanguageTag
from bitext.terms import Termbase, TermStatus
from glossary.attestation import attested
from glossary.csv import read_csv
from glossary.lookup import occurrences
from lang.sentences import segment
from sources.registry import read

EXAMPLES = Path(__file__).parents[2] / "examples"
ORIGINALS = ("lessons", "ash", "demolition")


@cache
def document(path: str, id_: str, language: str) -> Document:
    file = EXAMPLES / path
    return segment(read(file.read_bytes(), name=file.name, id=DocumentId(id_), language=LanguageTag(language)))


def chinese() -> Document:
    return document("chimney/zh.txt", "zh", "zh-Hans")


def english() -> Document:
    return document("chimney/en.txt", "en", "en")


def terms(example: str) -> Termbase:
    return read_csv((EXAMPLES / example / "glossary.csv").read_bytes(), name="glossary.csv")


def ids(cell: str) -> tuple[SegmentId, ...]:
    return tuple(map(SegmentId, cell.split()))


def gold() -> list[tuple[Bead, str]]:
    lines = (EXAMPLES / "chimney" / "gold.tsv").read_text(encoding="utf-8").splitlines()
    rows = [(*line.split("\t"), "") for line in lines if not line.startswith("#")]
    return [(Bead(source=ids(row[0]), target=ids(row[1])), row[2]) for row in rows]


def test_the_gold_covers_both_sides_in_order() -> None:
    alignment = Alignment.covering(chinese(), english(), (bead for bead, _ in gold()))
    assert len(alignment.beads) == len(gold())


def test_the_translation_splits_joins_omits_and_adds() -> None:
    types = Counter(bead.type for bead, _ in gold())
    assert types[1, 0] == 2
    assert types[0, 1] == 1
    assert {(1, 2), (2, 1), (2, 2), (3, 2)} <= set(types)
    assert {bead.type: remark for bead, remark in gold() if remark} == {(1, 0): "omission", (0, 1): "addition"}
    assert all(bool(remark) is (0 in bead.type) for bead, remark in gold())


def test_the_chapters_stand_side_by_side() -> None:
    headings = [[d.heading.text for d in side.divisions if d.heading] for side in (chinese(), english())]
    assert headings == [
        ["第一章　换灯的人", "第二章　账本", "第三章　雪"],
        ["Chapter One: The Man Who Changed the Lamps", "Chapter Two: The Ledger", "Chapter Three: Snow"],
    ]


def test_every_term_of_the_story_is_attested_in_its_gold() -> None:
    alignment = Alignment.covering(chinese(), english(), (bead for bead, _ in gold()))
    base = attested(terms("chimney"), alignment, chinese(), english())
    assert [concept.id for concept in base.concepts if not concept.attestations] == []


def test_the_german_has_the_same_chapters_and_paragraphs() -> None:
    german = document("chimney/de.txt", "de", "de")
    assert [len(d.blocks) for d in german.divisions][:2] == [len(d.blocks) for d in chinese().divisions][:2]
    assert [d.heading.text for d in german.divisions if d.heading] == [
        "Erstes Kapitel: Der Mann, der die Lampen wechselte",
        "Zweites Kapitel: Das Rauchbuch",
        "Drittes Kapitel: Schnee",
    ]


@pytest.mark.parametrize(
    ("example", "path", "language"),
    [
        ("chimney", "zh.txt", "zh-Hans"),
        ("chimney", "en.txt", "en"),
        ("essay", "article.md", "en"),
        *(("essay", f"originals/{name}.txt", "zh-Hans") for name in ORIGINALS),
    ],
)
def test_the_texts_keep_to_the_glossary(example: str, path: str, language: str) -> None:
    text = (EXAMPLES / example / path).read_text(encoding="utf-8")
    found = list(occurrences(text, terms(example), language))
    assert found
    assert [hit.term.text for hit in found if hit.term.status is TermStatus.FORBIDDEN] == []


def test_every_term_of_the_essay_is_in_the_essay() -> None:
    text = (EXAMPLES / "essay" / "article.md").read_text(encoding="utf-8")
    found = {hit.concept for hit in occurrences(text, terms("essay"), "en")}
    assert {concept.id for concept in terms("essay").concepts} - found == set()


def test_every_page_of_the_originals_is_cited_and_no_other() -> None:
    text = (EXAMPLES / "essay" / "article.md").read_text(encoding="utf-8")
    pages = {int(page) for page in re.findall(r"\((?:Lin, \"\w+\" |Xu )?(\d)\)", text)}
    assert pages == set(range(1, 10))


@pytest.mark.parametrize("name", ORIGINALS)
def test_the_originals_are_said_to_be_fiction(name: str) -> None:
    edition = (EXAMPLES / "essay" / "edition.toml").read_text(encoding="utf-8")
    (table,) = (part for part in edition.split("[[document]]") if f'path = "originals/{name}.txt"' in part)
    assert 'citation = "Fiction: written for this example' in table


def test_the_glossary_in_the_documentation_is_one() -> None:
    formats = (EXAMPLES.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    (sample,) = re.findall(r"```csv\n(.*?)```", formats, re.DOTALL)
    assert [concept.id for concept in read_csv(sample.encode(), name="formats.md").concepts] == [
        "chimney",
        "luqian-street",
    ]
