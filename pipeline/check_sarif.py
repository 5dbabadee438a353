"""Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which forges and editors show."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final, TypeAlias
from urllib.parse import quote

from bitext.version import VERSION
from glossary.checks.contract import Finding, Rule, Side, Spot
from pipeline.check import Checked, Report, line_of

Json: TypeAlias = Mapping[str, object]

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT: Final = "duizhao/v1"


def report_sarif(report: Report) -> bytes:
    """The findings of all bitexts as one run; offsets, in `properties`, count code points of the sentence."""
    used = [rule for code, rule in sorted(report.rules.items()) if any(f.code == code for f in report.findings)]
    numbers = {rule.code: number for number, rule in enumerate(used)}
    results = [_result(checked, f, numbers[f.code]) for checked in report.checked for f in checked.findings]
    driver = {
        "name": "duizhao",
        "semanticVersion": VERSION,
        "rules": [_rule(rule) for rule in used],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    answer = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(answer, ensure_ascii=False, indent=1)}\n".encode()


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.title,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(checked: Checked, finding: Finding, rule: int) -> Json:
    hint = f" {finding.hint}" if finding.hint else ""
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": f"{finding.message}{hint}"},
        "locations": list(_locations(checked, finding)),
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {
            "bead": finding.couple,
            "confidence": finding.confidence,
            "concept": finding.concept,
            "expected": finding.expected,
            **{side.value: [_spot(spot) for spot in finding.spots(side)] for side in Side},
        },
    }


def _locations(checked: Checked, finding: Finding) -> Iterator[Json]:
    """Where it is, that of the translation first; for a single file that holds both sides one place is enough."""
    sides = [side for side in (Side.TARGET, Side.SOURCE) if finding.spots(side)] or [Side.TARGET]
    for side in sides if checked.bitext.files else sides[:1]:
        segments = dict.fromkeys(spot.sentence for spot in finding.spots(side))
        if not checked.bitext.files:
            segments = dict.fromkeys(spot.sentence for side in Side for spot in finding.spots(side))
        physical: dict[str, object] = {"artifactLocation": {"uri": _uri(checked.bitext.file(side))}}
        if (line := line_of(checked, finding, side)) is not None:
            physical["region"] = {"startLine": line}
        yield {
            "physicalLocation": physical,
            "logicalLocations": [
                {"fullyQualifiedName": segment, "kind": "element"} for segment in segments or (finding.couple,)
            ],
        }


def _uri(name: str) -> str:
    """The file as a relative reference, its folders with slashes."""
    return quote(PurePath(name).as_posix())


def _spot(spot: Spot) -> Json:
    return {"segment": spot.sentence, "start": spot.span.start, "end": spot.span.end, "text": spot.text}
