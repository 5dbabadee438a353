"""`duizhao evaluate`: files in any form against each other, the report in three forms, and what is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import cli
from bitext.errors import BadData
from bitext.languages import LanguageTag
from pipeline.evaluate import Evaluation, evaluate_files, evaluated
from pipeline.evaluation_page import evaluation_page
from pipeline.matching import matched
from sources.alignments import GivenAlignment, GivenBead, GivenSide, Run

ZH = ("雪下了一夜。", "早上他走了。", "没有人送他。", "烟囱还站着。", "后来也倒了。")
EN = ("It snowed all night.", "He left in the morning.", "Nobody saw him off.", "The chimney stood.", "It fell later.")
GOLD = (((0,), (0,)), ((1, 2), (1, 2)), ((3,), ()), ((), (3,)), ((4,), (4,)))
FOUND = (((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,)), ((4,), (4,)))
PROBABILITIES = (0.99, 0.6, 0.55, 0.7, 0.98)

Beads = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def lines(beads: Beads) -> str:
    return "".join(f"{list(source)}:{list(target)}\n" for source, target in beads)


def as_json(beads: Beads, probabilities: tuple[float, ...] = PROBABILITIES) -> str:
    told = [{"source": s, "target": t, "probability": p} for (s, t), p in zip(beads, probabilities, strict=True)]
    return json.dumps({"schema": 1, "beads": told, "source": ZH, "target": EN})


def table(beads: Beads, prefix: str = "") -> str:
    """Our TSV, which has several sentences in one cell."""
    rows = ["id\ttype\tprobability\tstate\tsource\ttarget\tsource_ids\ttarget_ids\tnote"]
    for number, (source, target) in enumerate(beads):
        texts = "".join(ZH[n] for n in source), " ".join(EN[n] for n in target)
        ids = (" ".join(f"{prefix}{side}.s{n}" for n in found) for side, found in (("zh", source), ("en", target)))
        rows.append("\t".join([str(number), "", str(PROBABILITIES[number]), "translated", *texts, *ids, ""]))
    return "\n".join(rows) + "\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    texts = {
        "zh.txt": "\n".join(ZH) + "\n",
        "en.txt": "\n".join(EN) + "\n",
        "gold.align": lines(GOLD),
        "found.align": lines(FOUND),
        "gold.json": as_json(GOLD),
        "found.json": as_json(FOUND),
        "gold.tsv": table(GOLD),
        "found.tsv": table(FOUND),
        "other.tsv": table(FOUND, "x."),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["evaluate", *arguments]) == 0, capfd.readouterr().err
    return capfd.readouterr().out


REPORT = """\
gold    gold.json
result  found.json

             precision    recall        F1
strict          0.4000    0.6667    0.5000
lax             0.8000    1.0000    0.8889
null beads      0.0000    0.0000    0.0000

bead type         gold     found     right   precision    recall        F1
1-1                  2         5         2      0.4000    1.0000    0.5714
0-1                  1         0         0      0.0000    0.0000    0.0000
1-0                  1         0         0      0.0000    0.0000    0.0000
2-2                  1         0         0      0.0000    0.0000    0.0000

Of the 5 beads with a probability 3 are wrong. The expected calibration error is 0.3760 (10 bins).
Among the least certain 10 % of the beads are 33% of the wrong ones; 100% of those beads are wrong.

errors                   2
  split                  1
  missed omission        1

1. split
   gold   2-2        早上他走了。没有人送他。
                     He left in the morning. Nobody saw him off.
   found  1-1  0.60  早上他走了。
                     He left in the morning.
   found  1-1  0.55  没有人送他。
                     Nobody saw him off.

2. missed omission
   gold   1-0        烟囱还站着。
                     -
   gold   0-1        -
                     The chimney stood.
   found  1-1  0.70  烟囱还站着。
                     The chimney stood.
"""


def test_the_report_as_text(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "gold.json", "found.json") == REPORT


def test_so_many_errors_as_are_wanted(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "gold.json", "found.json", "--errors", "1") == REPORT[: REPORT.index("\n2. missed")]
    assert len(json.loads(run(capfd, "gold.json", "found.json", "--errors", "1", "--json"))["errors"]) == 1


TEXTS = ("--source", "zh.txt", "--target", "en.txt")
SCORES = {"precision": 0.4, "recall": 0.6667, "f1": 0.5}


@pytest.mark.parametrize("gold", ["gold.align", "gold.json", "gold.tsv"])
@pytest.mark.parametrize("found", ["found.align", "found.json", "found.tsv", "other.tsv"])
def test_any_form_against_any_other(gold: str, found: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(run(capfd, gold, found, *TEXTS, "--json"))
    assert answer["strict"] == SCORES
    assert answer["lax"] == {"precision": 0.8, "recall": 1.0, "f1": 0.8889}
    assert answer["error_kinds"] == {"split": 1, "missed omission": 1}
    first = answer["errors"][0]["gold"][0]
    assert (first["source"], first["target"], first["type"]) == ([1, 2], [1, 2], "2-2")
    assert (first["source_text"], first["target_text"]) == ("".join(ZH[1:3]), " ".join(EN[1:3]))
    assert (answer["probabilities"] is None) == (found == "found.align")


@pytest.mark.parametrize("other", ["found.json", "found.align"])
def test_numbers_without_texts(other: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(run(capfd, "gold.align", other, "--json"))
    assert answer["strict"] == SCORES
    text = answer["errors"][0]["gold"][0]["source_text"]
    assert text == ("".join(ZH[1:3]) if other == "found.json" else "")
    report = run(capfd, "gold.align", other)
    assert ("   gold   2-2        [1, 2]\n" in report) == (other == "found.align")


def test_the_page(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", "gold.json", "found.json", "-o", "errors.html"]) == 0
    page = (folder / "errors.html").read_text(encoding="utf-8")
    tree = etree.HTML(page)
    assert tree.get("lang") == "en"
    assert not tree.findall(".//script")
    assert "prefers-color-scheme: dark" in page
    cells = [(cell.get("lang"), "".join(cell.itertext())) for cell in tree.iter("td") if cell.get("lang")]
    assert ("zh", "早上他走了。没有人送他。") in [(language and language[:2], text) for language, text in cells]
    assert ("en", "He left in the morning. Nobody saw him off.") in cells
    assert [str(a.get("id")) for a in tree.iter("article")] == ["error-1", "error-2"]
    assert capfd.readouterr().err == "wrote errors.html\n"


def test_what_is_left_out_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "part.align").write_text("[0]:[0]\n[4]:[4]\n", encoding="utf-8")
    report = run(capfd, "gold.align", "part.align", *TEXTS)
    assert "The result leaves out 3 of the source's sentences: they are in no bead.\n" in report
    assert "   found  1-0        [1] in no bead\n" in report
    answer = json.loads(run(capfd, "gold.align", "part.align", *TEXTS, "--json"))
    assert answer["left_out"] == {"source": 3, "target": 3}
    assert answer["strict"] == {"precision": 1.0, "recall": 0.6667, "f1": 0.8}


def test_a_perfect_result(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    report = run(capfd, "gold.tsv", "gold.json")
    assert report.endswith("\nNo errors.\n")
    assert "strict          1.0000    1.0000    1.0000\n" in report


def side(*texts: str, ids: str = "", count: int | None = 1) -> GivenSide:
    runs = (Run(text, (f"{ids}{n}",) if ids else (), count) for n, text in enumerate(texts))
    return GivenSide(tuple(runs), LanguageTag("en"))


def alignment(name: str, source: GivenSide, target: GivenSide, *beads: tuple[list[int], list[int]]) -> GivenAlignment:
    told = tuple(GivenBead(tuple(a), tuple(b)) for a, b in beads)
    return GivenAlignment(name=name, sides=(source, target), beads=told)


ONE = alignment("gold", side("A b. ", "C d."), side("X.", "Y."), ([0], [0]), ([1], [1]))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            side("A b.", "C e."),
            (
                "The source is not the same in gold and result: sentence 2 'C d.' in the one is sentence 2 'C e.' "
                "in the other; compare two alignments of the same files."
            ),
        ),
        (
            side("A b.", "C d.", "E."),
            (
                "The source is not the same in gold and result: the end of the text in the one is sentence 3 'E.' "
                "in the other; compare two alignments of the same files."
            ),
        ),
        (
            side("A b. C d."),
            (
                "The source is divided into other sentences in result than in gold: sentence 1 'A b. C d.' in result "
                "is sentence 1 'A b. ' in gold; align sentences that are given (--segmented), "
                "or compare with --any-sentences."
            ),
        ),
        (
            side("A b.", "C", "d."),
            (
                "The source is divided into other sentences in gold than in result: sentence 2 'C d.' in gold is "
                "sentence 2 'C' in result; align sentences that are given (--segmented), "
                "or compare with --any-sentences."
            ),
        ),
    ],
    ids=["changed", "longer", "joined", "cut"],
)
def test_texts_that_are_not_the_same(source: GivenSide, message: str) -> None:
    with pytest.raises(BadData) as caught:
        matched(ONE, alignment("result", source, side("X.", "Y."), ([0], [0])))
    assert str(caught.value) == message


def test_the_same_ids_with_a_few_words_corrected_are_the_same_sentences() -> None:
    old = alignment("gold", side("A", "B", "C", ids="s"), side("X", ids="t"), ([0, 1, 2], [0]))
    new = alignment("result", side("A", "B!", "C", ids="s"), side("X", ids="t"), ([0, 1, 2], [0]))
    assert evaluated(old, new).counts.strict.f1 == 1


def test_the_same_ids_of_another_text_are_not_the_same_sentences() -> None:
    other = alignment("result", side("Q", "R", "S", ids="s"), side("X", ids="t"), ([0, 1, 2], [0]))
    with pytest.raises(BadData, match=r"^The source is not the same in gold and result: sentence s0 'A'"):
        evaluated(alignment("gold", side("A", "B", "C", ids="s"), side("X", ids="t"), ([0, 1, 2], [0])), other)


def test_a_memory_that_does_not_tell_its_sentences_is_read_by_those_of_the_gold() -> None:
    gold = alignment("gold", side("A.", "B.", "C."), side("X.", "Y."), ([0, 1], [0]), ([2], [1]))
    memory = alignment("memory", side("A.B.", "C.", count=None), side("X.", "Y.", count=None), ([0], [0]), ([1], [1]))
    found = evaluated(gold, memory)
    assert found.counts.strict.f1 == 1
    assert list(found.types) == [(1, 1), (2, 1)]


def test_other_sentences_are_compared_by_what_they_cover() -> None:
    coarse = alignment("gold", side("A b.", "C d.", "E."), side("X.", "Y."), ([0], [0]), ([1], [1]), ([2], []))
    fine = alignment("result", side("A", "b.", "C", "d.E."), side("X.", "Y."), ([0, 1], [0]), ([2], [1]), ([3], []))
    found = evaluated(coarse, fine, any_sentences=True)
    assert [error.kind.value for error in found.errors] == ["invented omission"]
    assert found.nulls.right == 1  # E. is without counterpart in both, though in one it has d. beside it


@st.composite
def divided(draw: st.DrawFn) -> tuple[GivenAlignment, GivenAlignment, Evaluation]:
    """An alignment of sentences, and one of the same beads whose text stands in one run for each."""
    words = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=3)
    beads = draw(st.lists(st.tuples(words, words), min_size=1, max_size=5))
    sides = [[word for bead in beads for word in bead[number]] for number in (0, 1)]
    ends = [[0], [0]]
    for bead in beads:
        for number in (0, 1):
            ends[number].append(ends[number][-1] + len(bead[number]))
    told = [tuple(list(range(ends[number][n], ends[number][n + 1])) for number in (0, 1)) for n in range(len(beads))]
    first = alignment("one", side(*sides[0]), side(*sides[1]), *((a, b) for a, b in told))
    units = [["".join(bead[number]) for bead in beads] for number in (0, 1)]
    second = alignment(
        "two", side(*units[0], count=None), side(*units[1], count=None), *(([n], [n]) for n in range(len(beads)))
    )
    return first, second, evaluated(first, second)


@given(divided())
def test_beads_are_the_same_however_their_text_is_held(
    case: tuple[GivenAlignment, GivenAlignment, Evaluation],
) -> None:
    first, second, found = case
    assert found.errors == ()
    assert found.counts.strict.f1 == found.counts.lax.f1 == 1
    again = evaluated(second, first)
    assert again.errors == ()
    assert sum(tally.right for tally in found.types.values()) == len(first.beads)


def test_the_page_of_a_result_without_errors() -> None:
    page = evaluation_page(evaluated(ONE, ONE))
    assert b"There are none." in page


def test_gold_of_an_annotated_corpus_agrees_with_itself() -> None:
    folder = Path(__file__).parents[3] / "shared" / "corpora" / "mac-dev"
    if not folder.is_dir():
        pytest.skip("the corpora are not beside the repository")
    links = folder / "dev-anno.001_zh.001_en.xml"
    found = evaluate_files(links, links)
    assert found.counts.strict.f1 == 1
    assert found.counts.gold == sum(tally.gold for type_, tally in found.types.items() if all(type_))
