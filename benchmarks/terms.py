"""How right the checks are, `python benchmarks/terms.py --labelled [FOLDER …] [--list]`; how quick: `--speed`."""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from terms_labelled import Examined, Judged, Planted, Score, examined
from terms_speed import CHARACTERS, CONCEPTS, TERMS, Speed, measured

from pipeline.check import ALL

DATA = Path(__file__).with_name("data") / "terms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--speed", action="store_true", help="measure time and memory")
    what.add_argument(
        "--labelled", nargs="*", type=Path, metavar="FOLDER", help="measure precision and recall [all halves]"
    )
    parser.add_argument("--list", action="store_true", help="with --labelled: also what was missed, and false alarms")
    parser.add_argument("--concepts", type=int, default=CONCEPTS, metavar="N", help="of the glossary, for --speed")
    parser.add_argument("--characters", type=int, default=CHARACTERS, metavar="N", help="of the book, for --speed")
    parser.add_argument("--all", action="store_true", help="with --speed: all checks, not those of terms alone")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    if arguments.speed:
        speed = measured(arguments.concepts, arguments.characters, ALL if arguments.all else TERMS)
        print(json.dumps(asdict(speed)) if arguments.json else told(speed))
        return
    result = examined(arguments.labelled or halves())
    if arguments.json:
        print(json.dumps(as_json(result), ensure_ascii=False, indent=1))
    else:
        print("\n".join([*tables(result), *(listed(result) if arguments.list else ())]))


def halves() -> list[Path]:
    """The folders of labelled texts that are shipped."""
    return sorted(path.parent for path in DATA.glob("*/labels.tsv"))


def told(speed: Speed) -> str:
    """The figures in a line."""
    return (
        f"{speed.characters:,} characters and {speed.words:,} words against {speed.concepts:,} concepts: "
        f"{speed.cpu_seconds} s of CPU time, {speed.peak_mb} MB, {speed.findings:,} findings"
    )


def as_json(result: Examined) -> Mapping[str, object]:
    """All figures, for programs."""
    return {
        "beads": result.beads,
        "sound": len(result.sound),
        "total": _figures(result.total),
        "codes": {code: _figures(score) for code, score in result.by_code.items()},
        "kinds": {kind: _figures(score) for kind, score in result.by_kind.items()},
    }


def _figures(score: Score) -> Mapping[str, float]:
    return {
        **asdict(score),
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "precision_with_doubts": round(score.precision_with_doubts, 4),
        "recall_with_doubts": round(score.recall_with_doubts, 4),
    }


def tables(result: Examined) -> Iterator[str]:
    """What was found by code, and of each kind of fault how many."""
    yield f"{result.beads} beads, {len(result.planted)} faults, {len(result.sound)} things that only look like one"
    yield ""
    yield f"{'code':6} {'faults':>6} {'found':>6} {'doubt':>6} {'true':>6} {'false':>6} {'precision':>10} {'recall':>7}"
    for code, score in (*result.by_code.items(), ("all", result.total)):
        precision = f"{score.precision:.3f}" if score.true + score.false else "-"
        recall = f"{score.recall:.3f}" if score.faults else "-"
        counts = f"{score.faults:6} {score.found:6} {score.doubted:6} {score.true:6} {score.false:6}"
        yield f"{code:6} {counts} {precision:>10} {recall:>7}"
    total = result.total
    yield (
        f"with doubts ({total.doubts_true} of them true, {total.doubts_false} not): "
        f"precision {total.precision_with_doubts:.3f}, recall {total.recall_with_doubts:.3f}"
    )
    yield ""
    yield f"{'kind of fault':24} {'faults':>6} {'found':>6} {'doubt':>6}"
    for kind, score in result.by_kind.items():
        yield f"{kind:24} {score.faults:6} {score.found:6} {score.doubted:6}"


def listed(result: Examined) -> Iterator[str]:
    """What was missed, and what was found where nothing is wrong."""
    yield ""
    yield from map(_missed, result.missed)
    yield from (_alarm(alarm, result) for alarm in result.alarms)


def _missed(planted: Planted) -> str:
    label = planted.label
    words = " / ".join(filter(None, (label.source, label.target)))
    return f"{'doubted' if planted.by else 'missed '} {label.text} {label.bead} {label.kind}: {words}"


def _alarm(alarm: Judged, result: Examined) -> str:
    kinds = [one.kind for one in result.sound if (one.text, one.bead) == (alarm.text, alarm.bead)]
    what = "alarm  " if alarm.is_certain else "doubt  "
    return f"{what} {alarm.text} {alarm.bead} {alarm.finding.code} [{', '.join(kinds)}]: {alarm.finding.message}"


if __name__ == "__main__":
    main()
