"""How well articles are read: `python benchmarks/article.py [--cases DIR] [--seed DIR] [--json] [--differences]`.

DIR of `--cases` has either folders with an `article.*` and an `expected.json` (tests/sources/article/cases/README.md),
or files `NAME.json` that name their article and hold `pairs`, `quotations` and `references`.  DIR of `--seed`
has `article.txt` and `gold.json`.  What a case says nothing of is not counted.

Texts are compared by their letters: without case, spaces and punctuation; works by their titles without subtitles.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sources
from bitext.documents import DocumentId
from sources.article import article_json, read_article
from sources.article.names import letters
from sources.article.works import main_title

CASES: Final = Path("tests/sources/article/cases")
MEASURES: Final = ("pairs", "quotations", "quotations with work", "citations", "references")

Json = Mapping[str, Any]
Item = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An article, and for each measure what must be found in it; `free` may be found or not."""

    name: str
    article: Path
    wanted: Mapping[str, Counter[Item]]
    free: frozenset[Item] = frozenset()
    is_keyed: bool = False  # works are named by their keys, not by their titles


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was wanted, found, and both."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    def figures(self) -> dict[str, float]:
        """Precision and recall, with the number wanted."""
        return {
            "precision": round(self.right / self.found, 4) if self.found else 1.0,
            "recall": round(self.right / self.wanted, 4) if self.wanted else 1.0,
            "wanted": self.wanted,
        }


def cases(directory: Path) -> Iterator[Case]:
    """The cases of a folder, of either form, in the order of their names."""
    for path in sorted(directory.rglob("expected.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        named = expected.get("article")
        article = Path.cwd().parent / named if named else next(path.parent.glob("article.*"))
        if article.exists():
            yield Case(name=path.parent.name, article=article, wanted=_of_folder(expected), is_keyed=True)
    for path in sorted(directory.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "article" in gold:
            free: list[Item] = [(letters(text),) for text in gold.get("optional", ())]
            free += [_pair(p["english"], p["chinese"]) for p in gold.get("optional_pairs", ())]
            article = path.with_name(gold["article"])
            yield Case(name=path.stem, article=article, wanted=_of_gold(gold), free=frozenset(free))


def seed(directory: Path) -> Case:
    """The seed article with its gold."""
    gold = json.loads((directory / "gold.json").read_text(encoding="utf-8"))
    titles = {work["key"]: work["title"] for work in gold["works_cited"]}
    quotations = [(q["text"], titles.get(q["works_cited"] or "")) for q in gold["quotations"]]
    wanted: dict[str, Counter[Item]] = {
        "pairs": Counter(_pair(p["en"], p["zh"]) for p in gold["explicit_pairs"]),
        "quotations": Counter((letters(text),) for text, _ in quotations),
        "quotations with work": Counter((letters(text), _work(title)) for text, title in quotations),
        "citations": Counter(
            (letters(c["printed"]), *(_work(titles.get(p["works_cited"] or "")) for p in c["parts"]))
            for c in gold["citations"]
        ),
        "references": Counter((_work(work["title"]),) for work in gold["works_cited"]),
    }
    return Case(name="seed", article=directory / "article.txt", wanted=wanted)


def _of_folder(expected: Json) -> dict[str, Counter[Item]]:
    """What an expected.json has; it names works by their keys."""
    wanted: dict[str, Counter[Item]] = {}
    if "pairs" in expected:
        wanted["pairs"] = Counter(_pair(pair[0], pair[1]) for pair in expected["pairs"])
    if "quotations" in expected:
        quotations = expected["quotations"]
        wanted["quotations"] = Counter((letters(q["text"]),) for q in quotations)
        if all("reference" in q for q in quotations):
            wanted["quotations with work"] = Counter((letters(q["text"]), q["reference"] or "") for q in quotations)
    if "citations" in expected:
        wanted["citations"] = Counter(
            (letters(text), *(key or "" for key in keys)) for text, keys in expected["citations"]
        )
    if all("key" in reference for reference in expected.get("references", [{}])):
        wanted["references"] = Counter((reference["key"],) for reference in expected["references"])
    return wanted


def _of_gold(gold: Json) -> dict[str, Counter[Item]]:
    titles = {r["key"]: r["title"] or r["original_title"] for r in gold["references"]}
    quotations = [
        (text, titles.get(q["work"] or "")) for q in gold["quotations"] for text in q.get("pieces") or [q["text"]]
    ]
    return {
        "pairs": Counter(_pair(p["english"].split(" // ")[0], p["chinese"]) for p in gold["pairs"]),
        "quotations": Counter((letters(text),) for text, _ in quotations),
        "quotations with work": Counter((letters(text), _work(title)) for text, title in quotations),
        "references": Counter((_work(title),) for title in titles.values()),
    }


def found_in(case: Case) -> dict[str, Counter[Item]]:
    """What is found in the article, as its case has it: works by key or by title."""
    document = sources.read(case.article.read_bytes(), name=case.article.name, id=DocumentId("article"), markup=True)
    article = read_article(document)
    found: Json = article_json(article, document)
    shown = {r.key: r.key if case.is_keyed else _work(r.title) for r in article.references}
    quotations = [(letters(q["text"]), shown.get(q["reference"] or "", "")) for q in found["quotations"]]
    return {
        "pairs": Counter(_pair(p["source"], p["target"]) for p in found["pairs"]),
        "quotations": Counter((text,) for text, _ in quotations),
        "quotations with work": Counter(quotations),
        "citations": Counter(
            (letters(c.text), *(shown.get(part.reference or "", "") for part in c.parts)) for c in article.citations
        ),
        "references": Counter((name,) for name in shown.values()),
    }


def _pair(one: str, other: str) -> Item:
    """Both sides, the Latin one without a leading article, in an order that does not depend on the language."""
    return tuple(sorted(letters(side.removeprefix("The ").removeprefix("the ")) for side in (one, other)))


def _work(title: str | None) -> str:
    return letters(main_title(title)) if title else ""


def compared(case: Case, *, show: bool) -> dict[str, Tally]:
    """The tally of each measure; with `show`, what is missing and what is too much is printed to standard error."""
    found = found_in(case)
    tallies = {}
    for measure, wanted in case.wanted.items():
        got = Counter({item: n for item, n in found[measure].items() if item in wanted or not _is_free(item, case)})
        tallies[measure] = Tally((wanted & got).total(), got.total(), wanted.total())
        for sign, items in (("-", wanted - got), ("+", got - wanted)) if show else ():
            for item in sorted(items):
                print(f"{case.name}: {sign} {measure}: {' | '.join(item)}", file=sys.stderr)
    return tallies


def _is_free(item: Item, case: Case) -> bool:
    return item in case.free or item[:1] in case.free


def total(tallies: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """The sums over all cases."""
    sums = dict.fromkeys(MEASURES, Tally())
    for tally in tallies:
        for measure, one in tally.items():
            sums[measure] += one
    return sums


def main() -> None:
    """Measure all cases and print a table or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=Path, action="append", help=f"folder of cases, may be repeated [{CASES}]")
    parser.add_argument("--seed", type=Path, help="folder of the seed article and its gold")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--differences", action="store_true", help="print to standard error all that differs")
    options = parser.parse_args()
    all_cases = [case for directory in options.cases or [CASES] for case in cases(directory)]
    all_cases += [seed(options.seed)] if options.seed else []
    if not all_cases:
        parser.error("there are no cases; name a folder with --cases")
    sums = total(compared(case, show=options.differences) for case in all_cases)
    if options.json:
        print(json.dumps({measure: tally.figures() for measure, tally in sums.items()}, indent=2))
        return
    print(f"{len(all_cases)} articles\n{'':22}{'P':>8}{'R':>8}{'wanted':>8}")
    for measure, tally in sums.items():
        precision, recall, wanted = tally.figures().values()
        print(f"{measure:22}{precision:8.4f}{recall:8.4f}{wanted:8.0f}")


if __name__ == "__main__":
    main()
