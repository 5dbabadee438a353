"""The rows of the report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measures import of_links
from omissions import tried
from planting import Dropped
from report import BEGIN, BIBLE, END, NOVELS, Row, growth_rows, passage_rows, plain_rows, planted_rows, replaced
from scale import Run

from aligner.sentences import Link
from tests.benchmarks.made import pair_of


def values(rows: list[Row]) -> dict[str, str]:
    return {row.measure: format(row.reached, row.form) for row in rows}


def test_a_corpus_as_it_is() -> None:
    pair = pair_of([(1, 1), (1, 2), (1, 0)])
    links = [Link((0,), (0,), 0.9), Link((1,), (1,), 0.8), Link((), (2,), 0.2), Link((2,), (), 0.7)]
    found = list(plain_rows(NOVELS, of_links(pair, links, 1.0)))
    assert values(found) == {
        "strict F1": "0.500",
        "lax F1": "0.857",
        "null beads as they are (1), strict F1": "0.667",
        "calibration error of probabilities": "0.350",
        "wrong beads that are in the least certain tenth": "50.0%",
    }
    assert [row.peer for row in found] == [0.911, 0.998, None, None, None]


def test_a_corpus_without_null_beads_has_no_row_of_them() -> None:
    pair = pair_of([(1, 1)])
    found = plain_rows(BIBLE, of_links(pair, [Link((0,), (0,), 1.0)], 1.0))
    assert "null" not in " ".join(row.measure for row in found)


def test_omissions() -> None:
    pair = pair_of([(1, 1), (1, 1), (1, 1)])
    trial = tried(pair, Dropped(target=frozenset({0})), lambda _pair: [((0,), ()), ((1,), ()), ((2,), (0, 1))])
    assert values(list(planted_rows(NOVELS, trial))) == {
        "null beads with 3% of the sentences dropped, strict precision": "0.500",
        "null beads with 3% of the sentences dropped, strict recall": "1.000",
        "null beads with 3% of the sentences dropped, strict F1": "0.667",
        "strict F1 of the other beads then": "0.000",
    }
    assert values(list(passage_rows(NOVELS, trial))) == {
        "sentences of dropped passages found": "100.0%",
        "other sentences wrongly left alone": "25.00%",
    }


def test_growth() -> None:
    runs = [Run(1000, 1000, 1000, 8.0, 300, 0.9), Run(10_000, 10_000, 10_000, 100.0, 900, 0.9)]
    assert values(list(growth_rows(runs))) == {
        "CPU seconds per sentence, for one with 1,000": "1.25",
        "exponent of CPU seconds over length": "1.10",
        "milliseconds of CPU per sentence": "5.00",
        "peak memory, MB": "900",
    }
    assert len(list(growth_rows(runs[:1]))) == 2


def test_a_row_names_its_corpus_and_its_script() -> None:
    row = Row("wrong beads", "novels", 0.674, ".1%", script="calibration.py")
    assert row.markdown() == "| novels | wrong beads | 67.4% |  | `calibration.py` |"


texts = st.text(st.sampled_from("ab|\n<!-> "), max_size=20)


@given(texts, texts, texts)
def test_only_the_table_of_a_page_changes(before: str, after: str, table: str) -> None:
    page = replaced(f"{before}{BEGIN}{END}{after}", table)
    assert page == f"{before}{BEGIN}\n{table}\n{END}{after}"
    assert replaced(page, table) == page


def test_a_page_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole message follows
        replaced(f"{END} {BEGIN}", "table")
    assert str(raised.value) == (
        "The page has no place for the table; put the lines <!-- table: benchmarks/report.py --> and"
        " <!-- end of table --> where it should stand."
    )
