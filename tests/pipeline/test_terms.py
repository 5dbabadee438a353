"""Looking into a glossary."""

import json
from pathlib import Path

import pytest

from bitext.languages import LanguageTag
from bitext.terms import Concept, ConceptKind, Term, Termbase, TermStatus
from pipeline.terms import concepts_json, concepts_text, looked_up, read_glossaries


def term(text: str, language: str, status: TermStatus = TermStatus.PREFERRED) -> Term:
    return Term(text=text, language=LanguageTag(language), status=status)


BASE = Termbase(
    concepts=(
        Concept(
            id="chimney",
            terms=(
                term("烟囱", "zh-Hans"),
                term("chimney", "en"),
                term("smokestack", "en", TermStatus.FORBIDDEN),
            ),
            note="one word",
        ),
        Concept(
            id="moses",
            kind=ConceptKind.WORK,
            terms=(term("平原上的摩西", "zh-Hans"), term("Moses on the Plain", "en")),
        ),
    )
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("烟囱", ["chimney"]),
        ("煙囪", ["chimney"]),
        ("Chimneys and CHIMNEY", ["chimney"]),
        ("smokestack", ["chimney"]),
        ("他在《平原上的摩西》里写烟囱", ["chimney", "moses"]),
        ("摩西", ["moses"]),
        ("MOSES", ["moses"]),
        ("雪", []),
        ("", []),
        (" ", []),
    ],
)
def test_looking_up(query: str, found: list[str]) -> None:
    assert [concept.id for concept in looked_up(query, BASE)] == found


def test_a_table_for_reading() -> None:
    assert concepts_text(BASE.concepts).decode() == (
        "id       kind  zh-Hans       en                               note\n"
        "chimney  term  烟囱          chimney; smokestack (forbidden)  one word\n"
        "moses    work  平原上的摩西  Moses on the Plain\n"
    )


def test_json_for_programs() -> None:
    answer = json.loads(concepts_json(BASE.concepts[1:]))
    assert answer == {
        "schema": 1,
        "concepts": [
            {
                "id": "moses",
                "kind": "work",
                "note": "",
                "terms": [
                    {"text": "平原上的摩西", "language": "zh-Hans", "status": "preferred", "note": ""},
                    {"text": "Moses on the Plain", "language": "en", "status": "preferred", "note": ""},
                ],
                "attestations": [],
            }
        ],
    }


def test_several_files_are_one_glossary(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("zh,en\n烟囱,chimney\n", encoding="utf-8")
    (tmp_path / "b.tsv").write_text("zh\ten\n烟囱\tchimney\n雪\tsnow\n", encoding="utf-8")
    base = read_glossaries([tmp_path / "a.csv", tmp_path / "b.tsv"])
    assert [[term.text for term in concept.terms] for concept in base.concepts] == [["烟囱", "chimney"], ["雪", "snow"]]
