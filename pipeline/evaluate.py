"""Two alignments of one pair of texts in, how right the second is and where it errs out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

from aligner.calibration import (
    Judged,
    calibration_error,
    reliability,
    share_of_wrong_in_least_certain,
    wrong_among_least_certain,
)
from aligner.evaluation import (
    Counts,
    ErrorKind,
    Pair,
    Score,
    Tally,
    Type,
    by_type,
    compare,
    differences,
    null_beads,
)
from bitext.languages import LanguageTag
from pipeline.files import read_bytes, shown
from pipeline.matching import Told, matched
from sources.alignments import GivenAlignment, Texts, read_alignment, read_lines

_SHARE: Final = 0.1
"""Of the beads, the least certain ones that a reviewer would look at first."""

Json: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Error:
    """A place where gold and result differ: the beads of both."""

    kind: ErrorKind
    gold: tuple[Told, ...]
    found: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How right an alignment is; `judged` are the beads of the result that have a probability."""

    names: tuple[str, str]  # of gold and result
    counts: Counts
    types: Mapping[Type, Tally]
    nulls: Tally
    errors: tuple[Error, ...]
    judged: tuple[Judged, ...]
    left_out: tuple[int, int]  # sentences of the source and of the target that are in no bead of the result
    ids: tuple[tuple[str, ...], tuple[str, ...]]
    languages: tuple[LanguageTag | None, LanguageTag | None]

    @property
    def kinds(self) -> Mapping[ErrorKind, int]:
        """How many errors there are of each kind that there is."""
        counts = {kind: sum(error.kind is kind for error in self.errors) for kind in ErrorKind}
        return {kind: count for kind, count in counts.items() if count}


def evaluate_files(
    gold: Path,
    result: Path,
    *,
    source: Path | None = None,
    target: Path | None = None,
    any_sentences: bool = False,
) -> Evaluation:
    """The evaluation of one file against another; `source` and `target` are what files of numbers are about.

    Raises what `read_bytes`, `read_alignment` and `matched` raise.
    """
    texts = Texts(*(read_lines(read_bytes(path), name=shown(path)) if path else None for path in (source, target)))
    return evaluated(_read(gold, texts), _read(result, texts), any_sentences=any_sentences)


def _read(path: Path, texts: Texts) -> GivenAlignment:
    return read_alignment(
        read_bytes(path), name=shown(path), beside=lambda name: read_bytes(path.with_name(Path(name).name)), texts=texts
    )


def evaluated(gold: GivenAlignment, result: GivenAlignment, *, any_sentences: bool = False) -> Evaluation:
    """The evaluation of two alignments.  Raises `BadData` where they are not of the same sentences."""
    both = matched(gold, result, any_sentences=any_sentences)
    wanted, had = [bead.pair for bead in both.gold], [bead.pair for bead in both.result]
    right = frozenset(wanted)
    return Evaluation(
        names=(gold.name, result.name),
        counts=compare(wanted, had),
        types=by_type(wanted, had),
        nulls=null_beads(wanted, had),
        errors=tuple(_errors(both.gold, both.result)),
        judged=tuple(
            Judged(bead.probability, bead.pair in right) for bead in both.result if bead.probability is not None
        ),
        left_out=(len(result.left_out[0]), len(result.left_out[1])),
        ids=both.ids,
        languages=both.languages,
    )


def _errors(gold: Sequence[Told], found: Sequence[Told]) -> Iterator[Error]:
    told = [{bead.pair: bead for bead in beads} for beads in (gold, found)]
    for difference in differences([bead.pair for bead in gold], [bead.pair for bead in found]):
        here, there = (
            tuple(known.get(pair) or Told(pair, ("", ""), is_left_out=True) for pair in pairs)
            for known, pairs in zip(told, (difference.gold, difference.found), strict=True)
        )
        yield Error(difference.kind, tuple(replace(bead, probability=None) for bead in here), there)


def evaluation_json(evaluation: Evaluation, *, limit: int | None = None) -> bytes:
    """The evaluation as one JSON object, with the first `limit` errors."""
    answer = {
        "schema": 1,
        "gold": evaluation.names[0],
        "result": evaluation.names[1],
        "strict": _score_json(evaluation.counts.strict),
        "lax": _score_json(evaluation.counts.lax),
        "null_beads": _tally_json(evaluation.nulls),
        "types": [{"type": type_name(type_), **_tally_json(tally)} for type_, tally in evaluation.types.items()],
        "left_out": {"source": evaluation.left_out[0], "target": evaluation.left_out[1]},
        "probabilities": _calibration_json(evaluation.judged),
        "error_kinds": {kind.value: count for kind, count in evaluation.kinds.items()},
        "errors": [_error_json(error, evaluation) for error in evaluation.errors[:limit]],
    }
    return f"{json.dumps(answer, ensure_ascii=False)}\n".encode()


def type_name(type_: Type) -> str:
    """The type of a bead as the literature writes it: 1-2."""
    return f"{type_[0]}-{type_[1]}"


def _score_json(score: Score) -> dict[str, float]:
    return {"precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4)}


def _tally_json(tally: Tally) -> dict[str, float]:
    return {"gold": tally.gold, "found": tally.found, "right": tally.right, **_score_json(tally.score)}


def _calibration_json(judged: Sequence[Judged]) -> Json | None:
    if not judged:
        return None
    return {
        "calibration_error": round(calibration_error(judged), 4),
        "share_of_wrong_in_least_certain": round(share_of_wrong_in_least_certain(judged, _SHARE), 4),
        "wrong_among_least_certain": round(wrong_among_least_certain(judged, _SHARE), 4),
        "bins": [
            {"low": b.low, "high": b.high, "count": b.count, "promised": round(b.promised, 4), "kept": round(b.kept, 4)}
            for b in reliability(judged)
        ],
    }


def _error_json(error: Error, evaluation: Evaluation) -> Json:
    return {
        "kind": error.kind.value,
        "gold": [_bead_json(bead, evaluation) for bead in error.gold],
        "found": [_bead_json(bead, evaluation) for bead in error.found],
    }


def _bead_json(bead: Told, evaluation: Evaluation) -> Json:
    ids = {
        f"{which}_ids": [known[number] for number in numbers]
        for which, known, numbers in zip(("source", "target"), evaluation.ids, bead.pair, strict=True)
        if known
    }
    probability = {} if bead.probability is None else {"probability": bead.probability}
    left_out = {"left_out": True} if bead.is_left_out else {}
    return {
        "type": bead_type(bead.pair),
        "source": bead.pair[0],
        "target": bead.pair[1],
        **ids,
        "source_text": bead.texts[0],
        "target_text": bead.texts[1],
        **probability,
        **left_out,
    }


def bead_type(pair: Pair) -> str:
    """How many sentences stand on either side."""
    return type_name((len(pair[0]), len(pair[1])))


def evaluation_text(evaluation: Evaluation, *, limit: int | None = None) -> bytes:
    """The evaluation for reading, with the first `limit` errors."""
    parts = [
        _heading_lines(evaluation),
        _score_lines(evaluation),
        _type_lines(evaluation),
        list(remarks(evaluation)),
        _kind_lines(evaluation),
        *(_error_lines(number, error) for number, error in enumerate(evaluation.errors[:limit], 1)),
    ]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part).encode()


def _heading_lines(evaluation: Evaluation) -> list[str]:
    return [f"gold    {evaluation.names[0]}", f"result  {evaluation.names[1]}"]


def _score_lines(evaluation: Evaluation) -> list[str]:
    rows = (
        ("strict", evaluation.counts.strict),
        ("lax", evaluation.counts.lax),
        ("null beads", evaluation.nulls.score),
    )
    return [
        f"{'':12}{'precision':>10}{'recall':>10}{'F1':>10}",
        *(f"{name:12}{score.precision:10.4f}{score.recall:10.4f}{score.f1:10.4f}" for name, score in rows),
    ]


def _type_lines(evaluation: Evaluation) -> list[str]:
    return [
        f"{'bead type':12}{'gold':>10}{'found':>10}{'right':>10}{'precision':>12}{'recall':>10}{'F1':>10}",
        *(
            f"{type_name(type_):12}{tally.gold:10}{tally.found:10}{tally.right:10}"
            f"{tally.score.precision:12.4f}{tally.score.recall:10.4f}{tally.score.f1:10.4f}"
            for type_, tally in evaluation.types.items()
        ),
    ]


def remarks(evaluation: Evaluation) -> Iterator[str]:
    """What is said of the probabilities, and of sentences that the result leaves out."""
    judged = evaluation.judged
    if judged:
        wrong = sum(not one.right for one in judged)
        yield (
            f"Of the {len(judged)} beads with a probability {wrong} are wrong. The expected calibration error is "
            f"{calibration_error(judged):.4f} (10 bins)."
        )
    if any(not one.right for one in judged):
        yield (
            f"Among the least certain 10 % of the beads are {share_of_wrong_in_least_certain(judged, _SHARE):.0%} "
            f"of the wrong ones; {wrong_among_least_certain(judged, _SHARE):.0%} of those beads are wrong."
        )
    for which, count in zip(("source", "target"), evaluation.left_out, strict=True):
        if count:
            yield f"The result leaves out {count} of the {which}'s sentences: they are in no bead."


def _kind_lines(evaluation: Evaluation) -> list[str]:
    if not evaluation.errors:
        return ["No errors."]
    return [
        f"{'errors':22}{len(evaluation.errors):4}",
        *(f"  {kind.value:20}{count:4}" for kind, count in evaluation.kinds.items()),
    ]


def _error_lines(number: int, error: Error) -> list[str]:
    beads = [("gold", bead) for bead in error.gold] + [("found", bead) for bead in error.found]
    return [f"{number}. {error.kind.value}", *(line for name, bead in beads for line in _bead_lines(name, bead))]


def _bead_lines(name: str, bead: Told) -> Iterator[str]:
    """Both sides below each other, since no terminal agrees with another on the width of Chinese characters."""
    probability = "" if bead.probability is None else f"{bead.probability:.2f}"
    source, target = (shown_text(bead, side) for side in (0, 1))
    yield f"   {name:6}{bead_type(bead.pair):>4} {probability:>5}  {source}"
    yield f"{'':21}{target}"


def shown_text(bead: Told, side: int) -> str:
    """The text of one side; its numbers, counted from 0, where there is no text."""
    if not bead.pair[side]:
        return "-"
    numbers = ", ".join(map(str, bead.pair[side]))
    return f"[{numbers}] in no bead" if bead.is_left_out else bead.texts[side] or f"[{numbers}]"
