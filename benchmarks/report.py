"""All measures in one table: `python benchmarks/report.py --corpora DIR [--quick] [--json]`.

All that was trained on is scored with weights that have not seen the document.  `--quick` leaves out the Bible, the
passages, the published recipe and the growth, and plants omissions three times, not ten.  `--into docs/benchmarks.md`
puts the table where that page has the last one.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import scale
from align import positive, unseen
from corpora import read_corpus
from measures import Measures, measured
from omissions import SHARE, Trial, dropping, dropping_passages, ours, trials
from recipe import compared

from aligner.calibration import calibration_error, share_of_wrong_in_least_certain
from aligner.encoders import encoder_named
from aligner.sentences import Scorer

NOVELS, YEARBOOKS, BIBLE = "mac-dev", "text-berg", "bible-en-zh"
TITLES = {
    NOVELS: "six chapters of Chinese novels, zh–en (MAC-Dev)",
    YEARBOOKS: "yearbook articles, de–fr (Text+Berg)",
    BIBLE: "Bible by verse, en–zh",
}
STRICT_PEERS = {NOVELS: 0.911, YEARBOOKS: 0.940, BIBLE: 0.979}
"""Strict F1 of Bertalign with LaBSE, as its authors give it."""

LAX_PEERS = {NOVELS: 0.998, YEARBOOKS: 0.992}

PASSAGES = 2
"""Dropped from each document."""

BEGIN, END = "<!-- table: benchmarks/report.py -->", "<!-- end of table -->"


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: of what, what was reached, how it is written, and what the best peer reaches where that is known."""

    measure: str
    corpus: str
    reached: float
    form: str = ".3f"
    peer: float | None = None
    script: str = "align.py"

    def markdown(self) -> str:
        """A row of the table.

        >>> Row("strict F1", "novels", 0.9367, peer=0.911).markdown()
        '| novels | strict F1 | 0.937 | 0.911 | `align.py` |'
        """
        peer = "" if self.peer is None else format(self.peer, self.form)
        return f"| {self.corpus} | {self.measure} | {format(self.reached, self.form)} | {peer} | `{self.script}` |"


@dataclass(frozen=True, slots=True)
class Run:
    """What the rows are made from: where the corpora are, the encoder, and how thorough to be."""

    corpora: Path
    scorer: Scorer
    seeds: int
    sizes: Sequence[int]

    def measured(self, name: str) -> Measures:
        """A corpus as it is."""
        folder = self.corpora / name
        return measured(read_corpus(folder), self.scorer, unseen(folder, self.scorer, cross_validated=True))

    def trial(self, name: str, *, passages: bool = False) -> Trial:
        """A corpus with omissions planted, all seeds together."""
        folder = self.corpora / name
        drop = dropping_passages(PASSAGES) if passages else dropping(SHARE)
        align = ours(self.scorer, unseen(folder, self.scorer, cross_validated=True))
        return sum(trials(read_corpus(folder), range(1, self.seeds + 1), drop, align), Trial())


def rows(run: Run, *, quick: bool) -> Iterator[Row]:
    """The measures, one after the other as they are known."""
    for name in (NOVELS, YEARBOOKS) if quick else (NOVELS, YEARBOOKS, BIBLE):
        yield from plain_rows(name, run.measured(name))
    for name in (NOVELS, YEARBOOKS):
        yield from planted_rows(name, run.trial(name))
    if not quick:
        yield from passage_rows(NOVELS, run.trial(NOVELS, passages=True))
        yield recipe_row(run)
        yield from growth_rows(scale.runs_of(run.sizes, run.corpora, encoder=run.scorer.encoder.name))


def plain_rows(name: str, found: Measures) -> Iterator[Row]:
    """The scores of a corpus as it is, its null beads, and its probabilities."""
    title = TITLES[name]
    yield Row("strict F1", title, found.counts.strict.f1, peer=STRICT_PEERS.get(name))
    yield Row("lax F1", title, found.counts.lax.f1, peer=LAX_PEERS.get(name))
    if found.nulls.gold:
        words = f"null beads as they are ({found.nulls.gold}), strict F1"
        yield Row(words, title, found.nulls.score.f1, script="omissions.py")
    error, wrong = calibration_error(found.judged), share_of_wrong_in_least_certain(found.judged)
    yield Row("calibration error of probabilities", title, error, script="calibration.py")
    yield Row("wrong beads that are in the least certain tenth", title, wrong, ".1%", script="calibration.py")


def planted_rows(name: str, trial: Trial) -> Iterator[Row]:
    """Sentences dropped by lot."""
    title = TITLES[name]
    words = f"null beads with {SHARE:.0%} of the sentences dropped, strict"
    for what, value in (
        ("precision", trial.nulls.score.precision),
        ("recall", trial.nulls.score.recall),
        ("F1", trial.nulls.score.f1),
    ):
        yield Row(f"{words} {what}", title, value, script="omissions.py")
    yield Row("strict F1 of the other beads then", title, trial.rest.strict.f1, script="omissions.py")


def passage_rows(name: str, trial: Trial) -> Iterator[Row]:
    """Whole passages dropped."""
    title = TITLES[name]
    yield Row("sentences of dropped passages found", title, trial.detected, ".1%", script="omissions.py --runs 2")
    yield Row("other sentences wrongly left alone", title, trial.spurious, ".2%", script="omissions.py --runs 2")


def recipe_row(run: Run) -> Row:
    """CPU seconds for one of the published recipe."""
    folder = run.corpora / NOVELS
    both = compared(read_corpus(folder), run.scorer, unseen(folder, run.scorer, cross_validated=True))
    words = "CPU seconds for one of the published recipe with the same vectors"
    return Row(words, TITLES[NOVELS], both.ratio, peer=1.0, script="recipe.py")


def growth_rows(found: Sequence[scale.Run]) -> Iterator[Row]:
    """What the longest text costs."""
    title = f"{found[-1].source:,} sentences and their translation"
    if len(found) > 1:
        words = f"CPU seconds per sentence, for one with {found[0].source:,}"
        yield Row(words, title, scale.growth(found), ".2f", script="scale.py")
        yield Row("exponent of CPU seconds over length", title, scale.exponent(found), ".2f", script="scale.py")
    yield Row("milliseconds of CPU per sentence", title, found[-1].milliseconds_per_sentence, ".2f", script="scale.py")
    yield Row("peak memory, MB", title, found[-1].peak_mb, ".0f", script="scale.py")


def table(run: Run, *, quick: bool) -> Iterator[str]:
    """The lines of the table, each as soon as it is known, and what it was made with."""
    yield "| corpus | measure | duizhao | best peer | script |"
    yield "|---|---|--:|--:|---|"
    for row in rows(run, quick=quick):
        yield row.markdown()
    weights = sha256(files("aligner").joinpath("weights.json").read_bytes()).hexdigest()[:16]
    yield f"\nWeights {weights}, encoder {run.scorer.encoder.name}, omissions planted with seeds 1 to {run.seeds}."


def replaced(page: str, table: str) -> str:
    """The page with the table between its two marks.

    Raises `ValueError` where the page does not have both.

    >>> replaced(f"Figures: {BEGIN} old {END}", "new").splitlines()[1]
    'new'
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"The page has no place for the table; put the lines {BEGIN} and {END} where it should stand.")
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def main() -> None:
    """Measure, and print each row as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="leave out what takes long")
    parser.add_argument("--seeds", type=positive, help="how often omissions are planted (default: 10, with --quick 3)")
    parser.add_argument("--sizes", type=positive, nargs="+", default=scale.SIZES, help="of the texts for the growth")
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--into", type=Path, help="put the table into this page, between its two marks")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.into:
        replaced(options.into.read_text(encoding="utf-8"), "")  # told before the work, not after it
    seeds = options.seeds or (3 if options.quick else 10)
    run = Run(options.corpora, Scorer.of(encoder_named(options.encoder, threads=1)), seeds, options.sizes)
    if options.json:
        json.dump([asdict(row) for row in rows(run, quick=options.quick)], sys.stdout, indent=1, ensure_ascii=False)
        print()
        return
    lines: list[str] = []
    for line in table(run, quick=options.quick):
        print(line, flush=True)
        lines.append(line)
    if options.into:
        page = replaced(options.into.read_text(encoding="utf-8"), "\n".join(lines))
        options.into.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
