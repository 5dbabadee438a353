"""How right the checks are: what `duizhao check` finds in labelled texts, beside what stands in the labels.

A half of the labelled bitext is a folder with tables of beads and `labels.tsv`; the folder above it has the glossaries
and `kinds.tsv`, which says of each kind of fault by which codes it counts as found, and which others it may bring with
it.  A finding at the place of a fault is true if its code finds that fault.  One that the fault of its bead brings is
left out of all counts.  Every other finding is a false alarm.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bitext.spans import Span
from glossary.checks.contract import Bilingual, Confidence, Finding, Sentence, Side
from pipeline.bitexts import Told
from pipeline.check import check, loaded, term_options

FAULT, SOUND = "fault", "sound"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: the codes that find it, the most exact first, and those that it may bring with it."""

    name: str
    codes: tuple[str, ...]
    effects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of a bead: a fault, with its words on each side, or that something only looks like one."""

    text: str
    bead: str
    label: str
    kind: str
    source: str
    target: str

    def words(self, side: Side) -> str:
        """The words of the fault on one side; empty where it has none there."""
        return self.source if side is Side.SOURCE else self.target


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled text with what was found in it; the ids of its beads by those of its couples."""

    name: str
    bitext: Bilingual
    beads: Mapping[str, str]
    findings: tuple[Finding, ...]
    labels: tuple[Label, ...]


class Verdict(StrEnum):
    """What a finding is."""

    TRUE = "true"
    EFFECT = "effect"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, where it is, and what it is."""

    text: str
    bead: str
    finding: Finding
    verdict: Verdict

    @property
    def is_certain(self) -> bool:
        return self.finding.confidence is Confidence.CERTAIN


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault, with the findings that found it."""

    label: Label
    kind: Kind
    by: tuple[Finding, ...]

    @property
    def is_found(self) -> bool:
        """Whether it was found without a doubt."""
        return any(finding.confidence is Confidence.CERTAIN for finding in self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of faults and of findings; those that are marked as doubts are apart.

    >>> score = Score(faults=4, found=2, doubted=1, true=3, false=1, doubts_true=1, doubts_false=1)
    >>> score.precision, score.recall, round(score.precision_with_doubts, 2), score.recall_with_doubts
    (0.75, 0.5, 0.67, 0.75)
    """

    faults: int
    found: int
    doubted: int  # found only by a doubt
    true: int
    false: int
    doubts_true: int
    doubts_false: int

    @property
    def precision(self) -> float:
        """Of the findings that are certain, those that are true."""
        return _share(self.true, self.true + self.false)

    @property
    def recall(self) -> float:
        """Of the faults, those that were found without a doubt."""
        return _share(self.found, self.faults)

    @property
    def precision_with_doubts(self) -> float:
        """The same of all findings."""
        true = self.true + self.doubts_true
        return _share(true, true + self.false + self.doubts_false)

    @property
    def recall_with_doubts(self) -> float:
        """The same by all findings."""
        return _share(self.found + self.doubted, self.faults)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Examined:
    """The findings and the faults of labelled texts, each with what became of it, and how many beads there are."""

    beads: int
    judged: tuple[Judged, ...]
    planted: tuple[Planted, ...]
    sound: tuple[Label, ...]

    @property
    def total(self) -> Score:
        return _score(self.planted, self.judged)

    @property
    def by_kind(self) -> Mapping[str, Score]:
        """The faults of each kind; findings are of no kind, but for those that are true."""
        kinds = sorted({one.kind.name for one in self.planted})
        return {kind: _score([one for one in self.planted if one.kind.name == kind], ()) for kind in kinds}

    @property
    def by_code(self) -> Mapping[str, Score]:
        """The faults by the code that says most exactly what they are, the findings by their own."""
        codes = {one.kind.codes[0] for one in self.planted} | {one.finding.code for one in self.judged}
        return {
            code: _score(
                [one for one in self.planted if one.kind.codes[0] == code],
                [one for one in self.judged if one.finding.code == code],
            )
            for code in sorted(codes)
        }

    @property
    def missed(self) -> tuple[Planted, ...]:
        """The faults that were not found, or only by a doubt."""
        return tuple(one for one in self.planted if not one.is_found)

    @property
    def alarms(self) -> tuple[Judged, ...]:
        """The findings where nothing is wrong."""
        return tuple(one for one in self.judged if one.verdict is Verdict.FALSE)


def _score(planted: Sequence[Planted], judged: Sequence[Judged]) -> Score:
    def count(verdict: Verdict, *, is_certain: bool) -> int:
        return sum(one.verdict is verdict and one.is_certain is is_certain for one in judged)

    return Score(
        faults=len(planted),
        found=sum(one.is_found for one in planted),
        doubted=sum(bool(one.by) and not one.is_found for one in planted),
        true=count(Verdict.TRUE, is_certain=True),
        false=count(Verdict.FALSE, is_certain=True),
        doubts_true=count(Verdict.TRUE, is_certain=False),
        doubts_false=count(Verdict.FALSE, is_certain=False),
    )


def examined(folders: Iterable[Path]) -> Examined:
    """Check the labelled texts of folders and compare what is found with the labels.

    Raises `ValueError` where a label is of no bead, or its words or its kind are none.
    """
    judged: list[Judged] = []
    planted: list[Planted] = []
    sound: list[Label] = []
    beads = 0
    for folder in folders:
        kinds = read_kinds(folder.parent / "kinds.tsv")
        for text in read_texts(folder):
            beads += len(text.beads)
            judged.extend(_judged(text, kinds))
            planted.extend(_planted(text, kinds))
            sound.extend(label for label in text.labels if label.label == SOUND)
    return Examined(beads, tuple(judged), tuple(planted), tuple(sound))


def read_texts(folder: Path) -> Iterator[Text]:
    """The labelled texts of a folder, each checked with the glossary of its name."""
    labels = [Label(**row) for row in _rows(folder / "labels.tsv")]
    for row in _rows(folder.parent / "texts.tsv"):
        name = row["text"]
        yield _text(
            folder / f"{name}.tsv",
            folder.parent / "glossaries" / f"{name}.csv",
            tuple(label for label in labels if label.text == name),
            row["first-mention"] or None,
        )


def _text(path: Path, glossary: Path, labels: tuple[Label, ...], first: str | None) -> Text:
    given = loaded([path], [glossary], Told())
    (bitext,) = given.bitexts
    lines = {number: row["id"] for number, row in enumerate(_rows(path), 2)}
    beads = {couple.id: lines[couple.line] for couple in bitext.couples if couple.line}
    findings = check(bitext, given.termbase, options=term_options(first=first))
    text = Text(path.stem, bitext, beads, findings, labels)
    _check(text)
    return text


def read_kinds(path: Path) -> Mapping[str, Kind]:
    """The kinds of fault by their names."""
    rows = _rows(path)
    return {
        row["kind"]: Kind(row["kind"], tuple(row["codes"].split()), frozenset(row["effects"].split())) for row in rows
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


def _check(text: Text) -> None:
    sentences = _sentences(text)
    for label in text.labels:
        if label.bead not in sentences:
            raise ValueError(f"{text.name} has no bead {label.bead}.")
        for side in Side:
            words = label.words(side)
            if words and not any(words in one.text for one in sentences[label.bead][side]):
                raise ValueError(f"{text.name}, bead {label.bead}, does not have {words!r}.")


def _sentences(text: Text) -> Mapping[str, Mapping[Side, Sequence[Sentence]]]:
    return {text.beads[couple.id]: {side: couple.side(side) for side in Side} for couple in text.bitext.couples}


def _judged(text: Text, kinds: Mapping[str, Kind]) -> Iterator[Judged]:
    sentences = _sentences(text)
    for finding in text.findings:
        bead = text.beads[finding.couple]
        faults = [label for label in text.labels if label.bead == bead and label.label == FAULT]
        yield Judged(text.name, bead, finding, _verdict(finding, faults, kinds, sentences[bead]))


def _verdict(
    finding: Finding,
    faults: Sequence[Label],
    kinds: Mapping[str, Kind],
    sentences: Mapping[Side, Sequence[Sentence]],
) -> Verdict:
    if any(finding.code in kinds[label.kind].codes and at_place(finding, label, sentences) for label in faults):
        return Verdict.TRUE
    return Verdict.EFFECT if any(finding.code in kinds[label.kind].effects for label in faults) else Verdict.FALSE


def _planted(text: Text, kinds: Mapping[str, Kind]) -> Iterator[Planted]:
    sentences = _sentences(text)
    for label in text.labels:
        if label.label == FAULT:
            by = tuple(
                finding
                for finding in text.findings
                if text.beads[finding.couple] == label.bead
                and finding.code in kinds[label.kind].codes
                and at_place(finding, label, sentences[label.bead])
            )
            yield Planted(label, kinds[label.kind], by)


def at_place(finding: Finding, label: Label, sentences: Mapping[Side, Sequence[Sentence]]) -> bool:
    """Whether a finding is at the words of a label: on one side at least, unless they have no side in common."""
    common = [side for side in Side if label.words(side) and finding.spots(side)]
    return not common or any(_touch(finding, label, side, sentences[side]) for side in common)


def _touch(finding: Finding, label: Label, side: Side, sentences: Sequence[Sentence]) -> bool:
    places = {one.id: tuple(_places(label.words(side), one.text)) for one in sentences}
    return any(
        spot.span.start <= place.end and place.start <= spot.span.end  # a mark that is not there has no width
        for spot in finding.spots(side)
        for place in places.get(spot.sentence, ())
    )


def _places(words: str, text: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)
