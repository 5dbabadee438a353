"""The gold bitexts in the layouts they come in: InterText (mac-dev), Text+Berg (one sentence a line)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
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
