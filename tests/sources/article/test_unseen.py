"""Articles whose gold was written without a look at the parser: what is found in them, shape by shape, never gets less.

`unseen/README.md` says what they are; `unseen/floors.json` holds what is reached, in per cent, rounded down.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Self

import pytest

from bitext.documents import Document
from sources.article import article_json, read_article

UNSEEN = Path(__file__).parent / "unseen"
GOLD = sorted(UNSEEN.glob("*/*.json"))
FLOORS = json.loads((UNSEEN / "floors.json").read_text(encoding="utf-8"))
HAN = re.compile("[\u3400-\u9fff]")
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """How much of one thing was wanted and found, and how much of what was reported is right."""

    wanted: int = 0
    found: int = 0
    reported: int = 0

    def __add__(self, other: Self) -> "Count":
        return Count(self.wanted + other.wanted, self.found + other.found, self.reported + other.reported)

    @property
    def recall(self) -> int:
        return 100 * self.found // self.wanted

    @property
    def precision(self) -> int:
        return 100 * self.found // self.reported if self.reported else 0


def letters(text: str | None) -> str:
    return "".join(character for character in (text or "").lower() if character.isalnum())


def name(text: str) -> str:
    """A title or term without its article, case, spaces and marks."""
    return letters(re.sub(r"^(the|a|an)\s+", "", text.strip(), flags=re.IGNORECASE))


def same_text(one: str, other: str) -> bool:
    """The same letters, or nine in ten of them: the marks at the edges and a stray note number do not count."""
    a, b = letters(one), letters(other)
    return a == b or (min(len(a), len(b)) > 15 and SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.9)


def same_title(one: str | None, other: str | None) -> bool:
    """Two titles are the same, or one is the other without its subtitle."""
    a, b = name(one or ""), name(other or "")
    enough = 2 if HAN.search(a) else 4
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= enough and (a.startswith(b) or b.startswith(a))))


def pages(printed: str | None) -> set[str]:
    """What a page may be given as: `14 or 14, 16` are two ways to say it."""
    bare = (re.sub(r"[\s.页頁第]", "", way) for way in (printed or "").split(" or "))
    return {re.sub(r"^p+", "", re.sub(r"[‐-―－~～]", "-", way)) for way in bare}


def pair_names(english: str, chinese: str) -> set[tuple[str, str]]:
    """`A // B` are two names that the article gives the same equivalent."""
    if HAN.search(english) and not HAN.search(chinese):
        english, chinese = chinese, english
    return {(name(way), letters(chinese)) for way in english.split(" // ")}


def count_pairs(gold: Found, found: Found) -> Count:
    wanted = [pair_names(pair["english"], pair["chinese"]) for pair in gold["pairs"]]
    optional = [pair_names(pair["english"], pair["chinese"]) for pair in gold["optional_pairs"]]
    reported = set[tuple[str, str]]().union(*(pair_names(pair["source"], pair["target"]) for pair in found["pairs"]))
    extra = [pair for pair in reported if not any(pair in ways for ways in (*wanted, *optional))]
    hits = sum(bool(ways & reported) for ways in wanted)
    return Count(len(wanted), hits, hits + len(extra))


def is_entry(entry: Found, reference: Found) -> bool:
    titles = (entry["title"], entry["title_zh"])
    same = any(same_title(a, b) for a in titles for b in (reference["title"], reference["original_title"]))
    return same and reference["year"] in {None, entry["year"]}


def entries(gold: Found, found: Found) -> dict[str, str]:
    """The parser's key of each reference, with that of the gold."""
    keys: dict[str, str] = {}
    for reference in gold["references"]:
        fits = [entry["key"] for entry in found["references"] if is_entry(entry, reference)]
        keys |= {key: reference["key"] for key in fits[:1] if key not in keys}
    return keys


def works(gold: Found, found: Found) -> dict[str, str]:
    """The entries, and also those whose fields are read wrongly: a quotation that is tied to one has its work."""
    badly_read = {
        entry["key"]: reference["key"]
        for entry in found["references"]
        for reference in gold["references"]
        if letters(reference["title"]) in letters(entry["raw"]) and str(reference["year"]) in entry["raw"]
    }
    return badly_read | entries(gold, found)


def is_work(quotation: Found, wanted: Found, gold: Found, keys: dict[str, str]) -> bool:
    if wanted["work"] is None:
        return quotation["reference"] is None and not quotation["work"]
    if quotation["reference"] in keys:
        return bool(keys[quotation["reference"]] == wanted["work"])
    reference = next(each for each in gold["references"] if each["key"] == wanted["work"])
    titles = (quotation["work"], quotation["work_zh"])
    return any(same_title(a, b) for a in titles for b in (reference["title"], reference["original_title"]))


def finds(wanted: Found, left: Sequence[Found]) -> list[Found]:
    """What was reported of a quotation: the whole of it, or its pieces where the author interrupts it."""
    pieces: list[str] = wanted.get("pieces", [])
    whole = [each for text in (wanted["text"], " ".join(pieces)) for each in left if same_text(each["text"], text)]
    if not pieces or (whole and not same_text(whole[0]["text"], pieces[0])):
        return whole[:1]
    firsts = ([each for each in left if same_text(each["text"], piece)][:1] for piece in pieces)
    return [each for first in firsts for each in first]


def count_quotations(gold: Found, found: Found) -> dict[str, Count]:
    keys = works(gold, found)
    left: list[Found] = list(found["quotations"])
    right = places = hits = 0
    for wanted in gold["quotations"]:
        reported = finds(wanted, left)
        left = [each for each in left if not any(each is one for one in reported)]
        hits += bool(reported)
        right += bool(reported) and all(is_work(each, wanted, gold, keys) for each in reported)
        places += any(pages(each["locator"]) & pages(wanted["page"]) for each in reported)
    extra = [each for each in left if not any(same_text(each["text"], text) for text in gold["optional"])]
    total = len(gold["quotations"])
    return {
        "quotations": Count(total, hits, hits + len(extra)),
        "works": Count(total, right, hits),
        "pages": Count(total, places, hits),
    }


def counts(gold: Found, found: Found) -> dict[str, Count]:
    listed = len(entries(gold, found))
    references = Count(len(gold["references"]), listed, len(found["references"]))
    return {"pairs": count_pairs(gold, found), **count_quotations(gold, found), "references": references}


def total(articles: Iterable[dict[str, Count]]) -> dict[str, Count]:
    sums: dict[str, Count] = {}
    for article in articles:
        sums = {measure: sums.get(measure, Count()) + count for measure, count in article.items()}
    return sums


def reached(sums: dict[str, Count]) -> dict[str, list[int]]:
    """Recall and precision of each measure, in per cent."""
    return {measure: [count.recall, count.precision] for measure, count in sums.items()}


def gold_of(path: Path) -> Found:
    gold: Found = json.loads(path.read_text(encoding="utf-8"))
    return gold


@pytest.fixture(scope="module")
def measured(document: Callable[..., Document]) -> dict[str, dict[str, list[int]]]:
    """What is reached in each part and shape."""
    by_shape: dict[str, list[dict[str, Count]]] = {}
    for path in GOLD:
        gold = gold_of(path)
        read = document(path.with_name(gold["article"]).read_bytes(), gold["article"])
        shape = f"{path.parent.name} {gold['shape']}"
        by_shape.setdefault(shape, []).append(counts(gold, article_json(read_article(read), read)))
    return {shape: reached(total(articles)) for shape, articles in by_shape.items()}


@pytest.mark.parametrize("shape", sorted(FLOORS))
def test_nothing_is_found_less_than_it_was(shape: str, measured: dict[str, dict[str, list[int]]]) -> None:
    below = {
        measure: f"{measured[shape][measure]}, not {floor}"
        for measure, floor in FLOORS[shape].items()
        if any(now < then for now, then in zip(measured[shape][measure], floor, strict=True))
    }
    assert not below


def test_every_shape_has_its_floor(measured: dict[str, dict[str, list[int]]]) -> None:
    assert set(FLOORS) == set(measured)
    assert all(set(FLOORS[shape]) == set(measured[shape]) for shape in FLOORS)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_gold_hangs_together(path: Path) -> None:
    gold = gold_of(path)
    keys = [reference["key"] for reference in gold["references"]]
    assert len(set(keys)) == len(keys)
    assert path.with_name(gold["article"]).stat().st_size > 1000
    assert {quotation["work"] for quotation in gold["quotations"]} <= {*keys, None}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_what_the_gold_says_is_all_found_and_of_nothing_nothing_is(path: Path) -> None:
    gold = gold_of(path)
    perfect = {
        "pairs": [
            {"source": pair["english"].split(" // ")[0], "target": pair["chinese"], "kind": pair["kind"]}
            for pair in gold["pairs"]
        ],
        "references": [
            {
                "key": each["key"],
                "title": each["title"],
                "title_zh": each["original_title"],
                "year": each["year"],
                "raw": "",
            }
            for each in gold["references"]
        ],
        "quotations": [
            {"text": text, "reference": each["work"], "work": None, "work_zh": None, "locator": page}
            for each in gold["quotations"]
            for text in each.get("pieces", [each["text"]])
            for page in [(each["page"] or "").split(" or ")[0] or None]
        ],
    }
    assert all(count.wanted == count.found == count.reported for count in counts(gold, perfect).values())
    nothing: Found = {"pairs": [], "references": [], "quotations": []}
    assert all(count.found == count.reported == 0 for count in counts(gold, nothing).values())


def test_what_is_invented_lowers_the_precision() -> None:
    gold = {
        "pairs": [{"english": "Border Town", "chinese": "边城", "kind": "work"}],
        "optional_pairs": [],
        "quotations": [{"text": "nobody arrives here", "work": "shen", "page": "3"}],
        "optional": ["savages"],
        "references": [{"key": "shen", "title": "Border Town", "original_title": None, "year": 1934}],
    }
    quotation = {"reference": None, "work": "Border Town", "work_zh": None, "locator": "p. 3"}
    found = {
        "pairs": [{"source": "Town", "target": "边城"}, {"source": "边城", "target": "Border Town"}],
        "quotations": [{**quotation, "text": text} for text in ("Nobody arrives here.", "savages", "the ferry")],
        "references": [],
    }
    assert reached(counts(gold, found)) == {
        "pairs": [100, 50],
        "quotations": [100, 50],
        "works": [100, 100],
        "pages": [100, 100],
        "references": [0, 0],
    }
