"""Whether what differs is told, and nothing else: `python benchmarks/fidelity.py [--half 0|1] [--show] [--json]`.

`fidelity.txt` has passages, sound quotations from them, and quotations with one planted fault, which its code names.
Precision is of all that was told, recall of the planted faults; a false alarm is a sound quotation of which anything is
told.  The book of a passage, whose sentences say what is common, is all passages of its language.
The thresholds were chosen on the passages of half 0 (the first, third …); those of half 1 had no part in it.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.books import Book
from aligner.encoders import Encoder, encoder_named
from aligner.fidelity import Code, Difference, differences
from bitext.languages import LanguageTag
from lang.rules import rules_for
from lang.sentences import split

DATA = Path(__file__).with_suffix(".txt")
_SOUND = "+"


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation and its passage; `fault` is what was planted, None where the quotation is sound."""

    passage: int  # its number in the file
    sentences: tuple[str, ...]
    original: LanguageTag
    quotation: str
    fault: Code | None

    @property
    def language(self) -> LanguageTag:
        """Of the quotation."""
        return LanguageTag("en" if self.original.language == "zh" else "zh")


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and what was told of it."""

    pair: Pair
    told: tuple[Difference, ...]

    @property
    def codes(self) -> frozenset[Code]:
        return frozenset(each.code for each in self.told)


def pairs(text: str) -> Iterator[Pair]:
    r"""The pairs of a file.

    >>> [(pair.sentences, pair.fault) for pair in pairs("= zh 雪停了。他走了。\n+ It stopped.\nF001 He left.")]
    [(('雪停了。', '他走了。'), None), (('雪停了。', '他走了。'), <Code.DROPPED: 'F001'>)]
    """
    number, original = -1, LanguageTag("zh")
    sentences: tuple[str, ...] = ()
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "=":
            tag, _, passage = rest.partition(" ")
            number, original = number + 1, LanguageTag(tag)
            sentences = tuple(span.of(passage).strip() for span in split(passage, rules_for(original)))
        elif mark == _SOUND or mark in set(Code):
            yield Pair(number, sentences, original, rest, None if mark == _SOUND else Code(mark))


def judged(given: Sequence[Pair], encoder: Encoder) -> list[Judged]:
    """What is told of each pair."""
    books = {language: Book.read(_sentences(given, language), language, encoder) for language in _originals(given)}
    return [
        Judged(pair, tuple(differences(pair.quotation, pair.language, pair.sentences, books[pair.original])))
        for pair in given
    ]


def _originals(given: Sequence[Pair]) -> list[LanguageTag]:
    return list(dict.fromkeys(pair.original for pair in given))


def _sentences(given: Sequence[Pair], language: LanguageTag) -> list[str]:
    passages = dict.fromkeys(pair.sentences for pair in given if pair.original == language)
    return [sentence for passage in passages for sentence in passage]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of judged pairs, of one code or of all."""

    planted: int
    found: int  # planted faults that were told
    told: int  # pairs and codes told of them
    sound: int
    alarms: int  # sound pairs of which anything was told

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return self.found / self.told if self.told else 1.0

    @property
    def false_alarms(self) -> float:
        return self.alarms / self.sound if self.sound else 0.0


def figures(results: Sequence[Judged], codes: frozenset[Code] = frozenset(Code)) -> Figures:
    """The counts of what was planted and told with these codes."""
    sound = [each for each in results if each.pair.fault is None]
    planted = [each for each in results if each.pair.fault in codes]
    return Figures(
        planted=len(planted),
        found=sum(each.pair.fault in each.codes for each in planted),
        told=sum(len(each.codes & codes) for each in results),
        sound=len(sound),
        alarms=sum(bool(each.codes & codes) for each in sound),
    )


def rows(results: Sequence[Judged]) -> list[dict[str, str | int | float]]:
    """A row for each code, and one for all."""
    asked = [*((code.value, frozenset({code})) for code in Code), ("all", frozenset(Code))]
    return [
        {
            "code": name,
            "planted": known.planted,
            "recall": round(known.recall, 3),
            "precision": round(known.precision, 3),
            "sound": known.sound,
            "false alarms": round(known.false_alarms, 3),
        }
        for name, codes in asked
        for known in [figures(results, codes)]
    ]


def wrong(results: Sequence[Judged]) -> Iterator[str]:
    """What was missed or told without reason, for reading."""
    for each in results:
        expected = frozenset({each.pair.fault} if each.pair.fault else ())
        if expected != each.codes:
            yield f"\n{''.join(each.pair.sentences)}\n{each.pair.quotation}"
            yield f"  planted: {', '.join(expected) or 'nothing'}"
            yield from (f"  {difference.code.value} {difference.text}" for difference in each.told)


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--half", type=int, choices=(0, 1), help="the passages with even numbers (0) or odd ones")
    parser.add_argument("--show", action="store_true", help="print what was missed or told without reason")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = judged(list(pairs(DATA.read_text(encoding="utf-8"))), encoder_named(options.encoder))
    results = [each for each in results if options.half in (None, each.pair.passage % 2)]
    if options.json:
        json.dump(rows(results), sys.stdout, indent=1)
        print()
        return
    table = rows(results)
    print("".join(f"{name:>14}" for name in table[0]))
    for row in table:
        print("".join(f"{value:>14}" for value in row.values()))
    if options.show:
        print("\n".join(wrong(results)))


if __name__ == "__main__":
    main()
