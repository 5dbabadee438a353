"""How well and how fast sentences are told apart.

`python benchmarks/segment.py [--corpus DIR] [--cases DIR] [--segmenter NAME] [--json]`

DIR of `--corpus` has InterText files, `*_zh.xml` and `*_en.xml`, with the sentences in `<s>`.  Eight sentences at a
time are joined, as they would stand in a paragraph, and cut again.  DIR of `--cases`, `tests/lang/cases` if neither is
given, has a file `<language>.txt` for each language: a sentence on each line, a paragraph in each block, `#` before
remarks, `/ ` before what begins a line in the text itself, `+ ` before what belongs to the sentence before it where
quotations are kept whole.  A boundary is a count of characters that are no space; the last one of a unit is given and
not counted.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.segmenters import RULES, Segmenter, segmenter_named
from lang.sentences import Policy, divided

UNIT = 8
TIMED_BYTES = 4_000_000  # of repeated text, for the speed
CASES = Path(__file__).parents[1] / "tests" / "lang" / "cases"
LINE, SPOKEN, REMARK = "/ ", "+ ", "#"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, and where its sentences end."""

    text: str
    ends: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Boundaries right, made and wanted; units without a fault."""

    language: str
    policy: Policy
    right: int
    made: int
    wanted: int
    exact: int
    units: int

    @property
    def precision(self) -> float:
        """Of the boundaries made, how many are right."""
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        """Of the boundaries wanted, how many were made."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Both in one figure."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def figures(self) -> dict[str, float]:
        """What is printed, rounded."""
        return {
            "boundaries": self.wanted,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "exact": round(self.exact / self.units, 4),
        }


def corpus_units(corpus: Path, language: LanguageTag) -> Iterator[Unit]:
    """Eight gold sentences at a time, document by document."""
    for path in sorted(corpus.glob(f"*_{language}.xml")):
        if path.name.count("_") > 1:  # the links of a pair: dev-anno.001_zh.001_en.xml
            continue
        sentences = [" ".join("".join(s.itertext()).split()) for s in ET.parse(path).iter("s")]
        for start in range(0, len(sentences), UNIT):
            pieces = sentences[start : start + UNIT]
            yield Unit(language.joiner.join(pieces), boundaries(pieces))


def case_units(text: str, language: LanguageTag, policy: Policy) -> Iterator[Unit]:
    """The blocks of a file of labelled sentences."""
    for block in text.split("\n\n"):
        lines = [line.rstrip() for line in block.splitlines() if line.strip() and not line.startswith(REMARK)]
        if lines:
            whole = "".join(_joined(line, language.joiner) for line in lines).removeprefix(language.joiner)
            yield Unit(whole, boundaries(_sentences(lines, policy)))


def _joined(line: str, joiner: str) -> str:
    """A line with what stands before it in the text."""
    if line.startswith(LINE):
        return "\n" + line.removeprefix(LINE)
    return joiner + line.removeprefix(SPOKEN)


def _sentences(lines: Iterable[str], policy: Policy) -> Sequence[str]:
    sentences: list[str] = []
    for line in lines:
        if line.startswith(SPOKEN) and policy is Policy.SPEECH:
            sentences[-1] += line.removeprefix(SPOKEN)
        else:
            sentences.append(line.removeprefix(SPOKEN).removeprefix(LINE))
    return sentences


def boundaries(pieces: Iterable[str]) -> frozenset[int]:
    """Where the pieces end, without the last, in characters that are no space."""
    ends, count = set(), 0
    for piece in pieces:
        count += len("".join(piece.split()))
        ends.add(count)
    return frozenset(ends - {count})


def measured(
    units: Sequence[Unit], language: LanguageTag, by: Segmenter = RULES, policy: Policy = Policy.FINE
) -> Result:
    """The result for one language."""
    found = [boundaries(span.of(unit.text) for span in _spans(unit, language, by, policy)) for unit in units]
    pairs = [(ends, unit.ends) for ends, unit in zip(found, units, strict=True)]
    return Result(
        language=language,
        policy=policy,
        right=sum(len(ends & gold) for ends, gold in pairs),
        made=sum(len(ends) for ends, _ in pairs),
        wanted=sum(len(gold) for _, gold in pairs),
        exact=sum(ends == gold for ends, gold in pairs),
        units=len(units),
    )


def _spans(unit: Unit, language: LanguageTag, by: Segmenter, policy: Policy) -> Iterator[Span]:
    return divided(unit.text, language, policy, by=by)


def speed(units: Sequence[Unit], language: LanguageTag, by: Segmenter, policy: Policy) -> float:
    """Megabytes of UTF-8 a second of processor time, over the texts as often as makes a few megabytes."""
    size = sum(len(unit.text.encode()) for unit in units)
    rounds = -(-TIMED_BYTES // size)
    start = time.process_time()
    for _ in range(rounds):
        for unit in units:
            for _span in _spans(unit, language, by, policy):
                pass
    return rounds * size / 1e6 / (time.process_time() - start)


def differences(units: Iterable[Unit], language: LanguageTag, by: Segmenter, policy: Policy) -> Iterator[str]:
    """Each unit that is cut otherwise, with [+] at a boundary too many and [-] at one missing."""
    for unit in units:
        found = boundaries(span.of(unit.text) for span in _spans(unit, language, by, policy))
        if found != unit.ends:
            yield _shown(unit.text, found, unit.ends)


def _shown(text: str, found: frozenset[int], gold: frozenset[int]) -> str:
    shown, count = [], 0
    for char in text:
        shown.append(char)
        count += not char.isspace()
        if not char.isspace() and count in found ^ gold:
            shown.append("[+]" if count in found else "[-]")
    return "".join(shown)


def sets(options: argparse.Namespace) -> Iterator[tuple[str, LanguageTag, Policy, Sequence[Unit]]]:
    """What is measured: a name, a language, a policy and the paragraphs."""
    if options.corpus:
        for language in (LanguageTag("zh"), LanguageTag("en")):
            found = list(corpus_units(options.corpus, language))
            if not found:
                raise SystemExit(f"{options.corpus} has no *_{language}.xml; name a folder of InterText files.")
            yield "corpus", language, Policy.FINE, found
    for path in sorted(options.cases.glob("*.txt")) if options.cases else []:
        for policy in Policy:
            language = LanguageTag(path.stem)
            yield "cases", language, policy, list(case_units(path.read_text(encoding="utf-8"), language, policy))


def main() -> None:
    """Measure all languages and print a table or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, help="folder of InterText files")
    parser.add_argument("--cases", type=Path, help="folder of labelled sentences")
    parser.add_argument("--segmenter", default=RULES.name, help="rules, icu or nupunkt")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--differences", action="store_true", help="print to standard error each unit that differs")
    options = parser.parse_args()
    if not options.corpus and not options.cases:
        options.cases = CASES
    by = segmenter_named(options.segmenter)
    results: dict[str, dict[str, float]] = {}
    for name, language, policy, units in sets(options):
        if by.knows(language):
            figures = measured(units, language, by, policy).figures()
            rate = round(speed(units, language, by, policy), 2)
            results[f"{name} {language} {policy}"] = {**figures, "megabytes_per_second": rate}
            if options.differences:
                print(*differences(units, language, by, policy), sep="\n", file=sys.stderr)
    if options.json:
        print(json.dumps(results, indent=2))
        return
    print(f"{'':18}{'n':>6}{'P':>8}{'R':>8}{'F1':>8}{'exact':>8}{'MB/s':>8}")
    for title, figures in results.items():
        count, precision, recall, f1, exact, rate = figures.values()
        print(f"{title:18}{count:6}{precision:8.4f}{recall:8.4f}{f1:8.4f}{exact:8.3f}{rate:8.1f}")


if __name__ == "__main__":
    main()
