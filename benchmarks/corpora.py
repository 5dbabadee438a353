"""The gold bitexts in the layouts they come in: InterText (mac-dev), Text+Berg (one sentence a line)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from lxml import etree

Links = list[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A document pair with its gold beads, as 0-based sentence numbers."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    source_language: str
    target_language: str
    gold: Links
    source_units: tuple[str, ...] = ()  # where beads are judged by larger units (verses): the unit of each sentence
    target_units: tuple[str, ...] = ()


def read_corpus(folder: Path) -> list[GoldPair]:
    """The document pairs of a folder, whichever layout it is in.

    Raises `FileNotFoundError` where it is in none that we know.
    """
    pairs = list(_intertext(folder)) or list(_one_a_line(folder))
    if not pairs:
        raise FileNotFoundError(f"{folder} holds neither InterText files (*_zh.xml …) nor gold/ beside two languages.")
    return pairs


def digest(folder: Path) -> str:
    """A digest of all files of a corpus, so that a figure can say what it was measured on."""
    summed = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        summed.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return summed.hexdigest()[:16]


def flipped(pair: GoldPair) -> GoldPair:
    """The pair with source and target exchanged."""
    return GoldPair(
        pair.name,
        pair.target,
        pair.source,
        pair.target_language,
        pair.source_language,
        [(target, source) for source, target in pair.gold],
        pair.target_units,
        pair.source_units,
    )


def sections(pair: GoldPair, beads: int) -> list[GoldPair]:
    """The pair cut into stretches of at least that many gold beads; never where beads cross.

    >>> gold = [((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,))]
    >>> pair = GoldPair("a", tuple("ABCD"), tuple("abcd"), "de", "fr", gold)
    >>> [part.source for part in sections(pair, 2)]
    [('A', 'B', 'C'), ('D',)]
    """
    ends = [_ends(pair.gold, side) for side in (0, 1)]
    starts = [_starts(pair.gold, side, len(texts)) for side, texts in enumerate((pair.source, pair.target))]
    parts: list[GoldPair] = []
    first = i = j = 0
    for last in range(1, len(pair.gold)):
        k, m = ends[0][last], ends[1][last]
        if last - first >= beads and k <= starts[0][last] and m <= starts[1][last]:
            parts.append(_section(pair, pair.gold[first:last], (i, j), (k, m)))
            first, i, j = last, k, m
    return [*parts, _section(pair, pair.gold[first:], (i, j), (len(pair.source), len(pair.target)))]


def _ends(gold: Links, side: int) -> list[int]:
    """Where the sentences of the first 0, 1, 2, … beads end."""
    return list(accumulate((bead[side][-1] + 1 if bead[side] else 0 for bead in gold), max, initial=0))


def _starts(gold: Links, side: int, count: int) -> list[int]:
    """Where the sentences of all beads but the first 0, 1, 2, … start."""
    firsts = (bead[side][0] if bead[side] else count for bead in reversed(gold))
    return list(accumulate(firsts, min, initial=count))[::-1]


def _section(pair: GoldPair, gold: Links, start: tuple[int, int], end: tuple[int, int]) -> GoldPair:
    """The sentences from node `start` to node `end`, with their beads."""
    (i, j), (k, m) = start, end
    return replace(
        pair,
        source=pair.source[i:k],
        target=pair.target[j:m],
        gold=[(tuple(number - i for number in a), tuple(number - j for number in b)) for a, b in gold],
        source_units=pair.source_units[i:k],
        target_units=pair.target_units[j:m],
    )


def joined(name: str, pairs: Sequence[GoldPair]) -> GoldPair:
    """The pairs one after the other as one document, judged by unit: without units, each sentence is one.

    Raises `ValueError` where there is none, or where they are not all in the same two languages.
    """
    languages = sorted({(pair.source_language, pair.target_language) for pair in pairs})
    if len(languages) != 1:
        raise ValueError(f"{name} must be of one pair of languages; it has {languages}.")
    source, target = (
        [0, *accumulate(len(texts) for texts in side)]
        for side in ([pair.source for pair in pairs], [pair.target for pair in pairs])
    )
    gold = [
        (tuple(number + i for number in a), tuple(number + j for number in b))
        for pair, i, j in zip(pairs, source, target, strict=False)
        for a, b in pair.gold
    ]
    return GoldPair(
        name,
        tuple(text for pair in pairs for text in pair.source),
        tuple(text for pair in pairs for text in pair.target),
        *languages[0],
        gold,
        tuple(unit for number, pair in enumerate(pairs) for unit in _own_units(number, pair.source, pair.source_units)),
        tuple(unit for number, pair in enumerate(pairs) for unit in _own_units(number, pair.target, pair.target_units)),
    )


def _own_units(number: int, texts: Sequence[str], units: Sequence[str]) -> Iterator[str]:
    """The units of a pair, told from those of the others; without any, one for each sentence."""
    for position in range(len(texts)):
        yield f"{number}:{units[position]}" if units else f"{number}.{position}"


def _intertext(folder: Path) -> Iterator[GoldPair]:
    for links in sorted(folder.glob("*_*.*_*.xml")):
        match = re.fullmatch(r"(?P<stem>.+)\.(?P<source>[^.]+)\.(?P<target>[^.]+)\.xml", links.name)
        if match:
            yield _intertext_pair(links, f"{match['stem']}.{match['source']}", f"{match['stem']}.{match['target']}")


def _intertext_pair(links: Path, source: str, target: str) -> GoldPair:
    sides = [_intertext_text(links.with_name(f"{name}.xml")) for name in (source, target)]
    # InterText writes the ids of the `toDoc` side first.
    root = etree.parse(links).getroot()
    source_first = root.get("fromDoc", "") != f"{source}.xml"
    gold: Links = []
    for link in root.iter("link"):
        ids = link.get("xtargets", "").split(";")
        first, second = (tuple(i.split()) for i in (ids if source_first else ids[::-1]))
        gold.append((tuple(sides[0][1][i] for i in first), tuple(sides[1][1][i] for i in second)))
    languages = [name.rpartition("_")[2] for name in (source, target)]
    return GoldPair(source, tuple(sides[0][0]), tuple(sides[1][0]), languages[0], languages[1], gold)


def _intertext_text(path: Path) -> tuple[list[str], dict[str, int]]:
    sentences = list(etree.parse(path).getroot().iter("s"))
    texts = [" ".join("".join(s.itertext()).split()) for s in sentences]
    return texts, {s.get("id", ""): number for number, s in enumerate(sentences)}


def _one_a_line(folder: Path) -> Iterator[GoldPair]:
    languages = _languages(folder)
    if not languages:
        return
    source, target = languages
    for gold in sorted((folder / "gold").iterdir()):
        name = gold.stem
        yield GoldPair(
            name,
            _lines(folder / source / name),
            _lines(folder / target / name),
            source,
            target,
            [_numbers(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()],
            _units(folder / f"{source}.verse"),
            _units(folder / f"{target}.verse"),
        )


def _lines(path: Path) -> tuple[str, ...]:
    """The lines that a line feed ends; `splitlines` would also cut at form feeds and the like."""
    return tuple(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))


def _languages(folder: Path) -> tuple[str, str] | None:
    """The two language folders beside `gold`, in the order in which the folder's name has them, else the alphabet's."""
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and p.name != "gold")
    if len(names) != 2 or not (folder / "gold").is_dir():
        return None
    named = [part for part in folder.name.split("-") if part in names]
    first, second = named if len(named) == 2 else names
    return first, second


def _numbers(line: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    sides = [tuple(int(number) for number in re.findall(r"\d+", side)) for side in line.split(":")[:2]]
    return sides[0], sides[1]


def _units(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").split()) if path.exists() else ()
