"""Which beads are judged, bins of equal mass, and the picture."""

from dataclasses import replace

import pytest
from calibration import as_json, equal_mass, judged_links, picture, print_table
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aligner.calibration import Judged, reliability
from aligner.sentences import Link
from tests.benchmarks.made import pair_of

beads = st.lists(st.builds(Judged, st.floats(0, 1), st.booleans()), max_size=60)
SVG = "{http://www.w3.org/2000/svg}"


def test_a_bead_is_right_where_the_gold_has_exactly_it() -> None:
    pair = pair_of([(1, 1), (1, 2), (1, 0)])
    links = [Link((0,), (0,), 0.9), Link((1,), (1,), 0.4), Link((), (2,), 0.3), Link((2,), (), 1.0000001)]
    assert judged_links(pair, links) == [
        Judged(0.9, right=True),
        Judged(0.4, right=False),
        Judged(0.3, right=False),
        Judged(1.0, right=True),
    ]


def test_by_verse_only_beads_of_whole_verses_are_judged() -> None:
    pair = pair_of([(1, 1), (2, 2), (1, 1), (1, 1)], units=True)
    links = [
        Link((0,), (0,), 0.9),
        Link((1,), (1,), 0.8),
        Link((2,), (2,), 0.7),
        Link((3, 4), (3, 4), 0.6),
    ]
    assert judged_links(pair, links) == [Judged(0.9, right=True), Judged(0.6, right=False)]
    assert len(judged_links(replace(pair, source_units=(), target_units=()), links)) == 4


@given(beads, st.integers(1, 12))
def test_bins_of_equal_mass_hold_every_bead_once(judged: list[Judged], bins: int) -> None:
    rows = equal_mass(judged, bins)
    assert sum(row.count for row in rows) == len(judged)
    assert sum(row.kept * row.count for row in rows) == pytest.approx(sum(bead.right for bead in judged))
    assert max((row.count for row in rows), default=0) - min((row.count for row in rows), default=0) <= 1
    assert all(row.low - 1e-9 <= row.promised <= row.high + 1e-9 for row in rows)
    assert [row.low for row in rows] == sorted(row.low for row in rows)


@given(beads, beads)
def test_the_picture_shows_each_bin_that_has_beads(one: list[Judged], other: list[Judged]) -> None:
    drawn = picture({"one": one, "other & more": other})
    assert drawn == picture({"one": one, "other & more": other})
    root = etree.fromstring(drawn)
    titles = [title.text or "" for title in root.iter(f"{SVG}title")][1:]
    assert len(titles) == sum(1 for judged in (one, other) for row in reliability(judged) if row.count)
    assert sum(int(title.split(": ")[1].split()[0]) for title in titles) == len(one) + len(other)


def test_the_picture_has_a_line_for_each_corpus() -> None:
    root = etree.fromstring(picture({"novels": [Judged(0.5, right=True), Judged(0.5, right=False)], "none": []}))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts[-2:] == ["novels: 2 beads, calibration error 0.000", "none: 0 beads, calibration error 0.000"]


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    judged = [Judged(0.25, right=False), Judged(0.75, right=True)]
    print_table("novels", judged, reliability(judged, bins=2))
    assert capsys.readouterr().out == (
        "novels: 2 beads, 1 wrong; calibration error 0.2500\n"
        "the least certain tenth holds 100.0% of the wrong beads; 100.0% of it is wrong\n"
        "    from      to   beads  promised    kept\n"
        "  0.0000  0.5000       1    0.2500  0.0000\n"
        "  0.5000  1.0000       1    0.7500  1.0000\n"
        "\n"
    )


def test_the_json_has_both_tables() -> None:
    judged = [Judged(0.25, right=False), Judged(0.75, right=True)]
    assert as_json({"novels": judged}) == {
        "novels": {
            "beads": 2,
            "wrong": 1,
            "calibration_error": 0.25,
            "share_of_wrong_in_least_certain": 1.0,
            "wrong_among_least_certain": 1.0,
            "equal_width": [
                {
                    "low": row.low,
                    "high": row.high,
                    "count": row.count,
                    "promised": row.promised,
                    "kept": row.kept,
                }
                for row in reliability(judged)
            ],
            "equal_mass": [
                {"low": 0.25, "high": 0.25, "count": 1, "promised": 0.25, "kept": 0.0},
                {"low": 0.75, "high": 0.75, "count": 1, "promised": 0.75, "kept": 1.0},
            ],
        }
    }
