"""How well and how fast sentences are told apart: `python benchmarks/segment.py --corpus DIR [--json]`.

DIR has InterText files, `*_zh.xml` and `*_en.xml`, with the sentences in `<s>`.  Eight sentences at a time
are joined, as they would stand in a paragraph, and cut again.  A boundary is a count of characters that are
no space; the last one of a unit is given and not counted.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from bitext.languages import LanguageTag
from lang.rules import rules_for
from lang.sentences import split

UNIT = 8
TIMED_BYTES = 4_000_000  # of repeated text, for the speed


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Boundaries right, made and wanted; units without a fault; speed."""

    language: str
    right: int
    made: int
    wanted: int
    exact: int
    units: int
    megabytes_per_second: float

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
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "exact": round(self.exact / self.units, 4),
            "megabytes_per_second": round(self.megabytes_per_second, 2),
        }


def units(corpus: Path, language: LanguageTag) -> Iterator[Sequence[str]]:
    """Eight gold sentences at a time, document by document."""
    for path in sorted(corpus.glob(f"*_{language}.xml")):
        if path.name.count("_") > 1:  # the links of a pair: dev-anno.001_zh.001_en.xml
            continue
        sentences = [" ".join("".join(s.itertext()).split()) for s in ET.parse(path).iter("s")]
        yield from (sentences[start : start + UNIT] for start in range(0, len(sentences), UNIT))


def boundaries(pieces: Sequence[str]) -> frozenset[int]:
    """Where the pieces end, without the last, in characters that are no space."""
    ends, count = set(), 0
    for piece in pieces:
        count += len("".join(piece.split()))
        ends.add(count)
    return frozenset(ends - {count})


def measured(corpus: Path, language: LanguageTag, *, show: bool = False) -> Result:
    """The result for one language."""
    rules = rules_for(language)
    right = made = wanted = exact = count = 0
    texts: list[str] = []
    for unit in units(corpus, language):
        text = language.joiner.join(unit)
        pieces = [span.of(text) for span in split(text, rules)]
        found, gold = boundaries(pieces), boundaries(unit)
        right, made, wanted = right + len(found & gold), made + len(found), wanted + len(gold)
        exact, count = exact + (found == gold), count + 1
        texts.append(text)
        if show and found != gold:
            print(_difference(text, found, gold), file=sys.stderr)
    if not count:
        raise SystemExit(f"{corpus} has no *_{language}.xml; name a folder of InterText files.")
    return Result(
        language=language,
        right=right,
        made=made,
        wanted=wanted,
        exact=exact,
        units=count,
        megabytes_per_second=speed(texts, language),
    )


def speed(texts: Sequence[str], language: LanguageTag) -> float:
    """Megabytes of UTF-8 a second of processor time, over the texts as often as makes a few megabytes."""
    rules = rules_for(language)
    size = sum(len(text.encode()) for text in texts)
    rounds = -(-TIMED_BYTES // size)
    start = time.process_time()
    for _ in range(rounds):
        for text in texts:
            for _span in split(text, rules):
                pass
    return rounds * size / 1e6 / (time.process_time() - start)


def _difference(text: str, found: frozenset[int], gold: frozenset[int]) -> str:
    """The text with + at each boundary too many and - at each one missing."""
    shown, count = [], 0
    for char in text:
        shown.append(char)
        count += not char.isspace()
        if not char.isspace() and count in found ^ gold:
            shown.append("[+]" if count in found else "[-]")
    return "".join(shown)


def main() -> None:
    """Measure both languages and print a table or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of InterText files")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--differences", action="store_true", help="print to standard error each unit that differs")
    options = parser.parse_args()
    languages = (LanguageTag("zh"), LanguageTag("en"))
    results = [measured(options.corpus, language, show=options.differences) for language in languages]
    if options.json:
        print(json.dumps({result.language: result.figures() for result in results}, indent=2))
        return
    print(f"{'':4}{'P':>8}{'R':>8}{'F1':>8}{'exact':>8}{'MB/s':>8}")
    for result in results:
        precision, recall, f1, exact, rate = result.figures().values()
        print(f"{result.language:4}{precision:8.4f}{recall:8.4f}{f1:8.4f}{exact:8.3f}{rate:8.1f}")


if __name__ == "__main__":
    main()
