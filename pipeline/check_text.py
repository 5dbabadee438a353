"""Findings for reading, and as JSON for programs."""

import json
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from bitext.errors import BadConfiguration
from glossary.checks.contract import Confidence, Finding, Rule, Side, Spot
from pipeline.check import Checked, Report, line_of, rules

Json: TypeAlias = Mapping[str, object]

_EXCERPT: Final = 34  # characters shown on either side of a place
_DOUBT: Final = " (doubtful)"


def report_text(report: Report) -> bytes:
    """The findings bead by bead, each with its places, and how many there are."""
    lines = [line for checked in report.checked for line in _checked_lines(checked)]
    return "".join(f"{line}\n" for line in (*lines, *summary(report))).encode()


def _checked_lines(checked: Checked) -> Iterator[str]:
    for finding in checked.findings:
        yield from _finding_lines(checked, finding)
        yield ""


def _finding_lines(checked: Checked, finding: Finding) -> Iterator[str]:
    couple = checked.bitext.by_id[finding.couple]
    side = Side.TARGET if finding.target or not finding.source else Side.SOURCE
    line = line_of(checked, finding, side)
    place = f", line {line}" if line else ""
    doubt = _DOUBT if finding.confidence is Confidence.DOUBTFUL else ""
    yield f"{checked.bitext.file(side)}{place}, bead {finding.couple}: {finding.severity} {finding.code}{doubt}"
    yield f"  {finding.message}" + (f" {finding.hint}" if finding.hint else "")
    for side in Side:
        sentences = {sentence.id: sentence.text for sentence in couple.side(side)}
        language = checked.bitext.language(side)
        shown = [excerpt(sentences[spot.sentence], spot) for spot in finding.spots(side)[:3]]
        if not shown:
            shown = [_cut(language.joiner.join(sentences.values()), 2 * _EXCERPT)]
        yield from (f"    {language}: {text}" for text in shown if text)
    yield f"    {finding.fingerprint}"


def excerpt(text: str, spot: Spot) -> str:
    """The words at a place, with what stands around them.

    >>> from bitext.spans import Span
    >>> excerpt("墙里立着三根烟囱。", Spot("zh.1", Span(6, 8), "烟囱"))
    '墙里立着三根[烟囱]。'
    """
    before, after = text[: spot.span.start], text[spot.span.end :]
    left = before if len(before) <= _EXCERPT else f"…{before[-_EXCERPT:].lstrip()}"
    return f"{left}[{_cut(spot.text, 2 * _EXCERPT)}]{_cut(after, _EXCERPT)}".replace("\n", " ")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def summary(report: Report) -> Iterator[str]:
    """How much was found, in a line or two."""
    beads = sum(len(checked.bitext.couples) for checked in report.checked)
    told = [_number(count, severity.value) for severity, count in report.counts.items() if count]
    yield f"{_number(beads, 'bead')} checked: {', '.join(told) or 'nothing found'}."
    if hidden := sum(len(checked.hidden) for checked in report.checked):
        yield f"{_number(hidden, 'finding')} not shown: in the baseline, or ignored."


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def report_json(report: Report) -> bytes:
    """The findings as one JSON object; offsets count code points of the sentence."""
    answer = {
        "schema": 1,
        "bitexts": [
            {
                "files": {side.value: checked.bitext.file(side) for side in Side},
                "source": checked.bitext.source,
                "target": checked.bitext.target,
                "documents": checked.bitext.documents,
                "beads": len(checked.bitext.couples),
                "hidden": len(checked.hidden),
                "findings": [finding_json(checked, finding) for finding in checked.findings],
            }
            for checked in report.checked
        ],
        "counts": {severity.value: count for severity, count in report.counts.items()},
    }
    return f"{json.dumps(answer, ensure_ascii=False, indent=1)}\n".encode()


def finding_json(checked: Checked, finding: Finding) -> Json:
    """One finding with all its parts."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "fingerprint": finding.fingerprint,
        "bead": finding.couple,
        "lines": {side.value: line_of(checked, finding, side) for side in Side},
        "concept": finding.concept,
        "message": finding.message,
        "hint": finding.hint,
        "expected": finding.expected,
        **{side.value: [_spot_json(spot) for spot in finding.spots(side)] for side in Side},
    }


def _spot_json(spot: Spot) -> Json:
    return {"segment": spot.sentence, "start": spot.span.start, "end": spot.span.end, "text": spot.text}


def explained(code: str) -> bytes:
    """What a code stands for; `all` lists all codes.

    Raises `BadConfiguration` where there is no such code.
    """
    known = rules()
    if code.lower() == "all":
        return "".join(f"{rule.code}  {rule.severity:7}  {rule.title}\n" for rule in known.values()).encode()
    rule = known.get(code.upper())
    if rule is None:
        raise BadConfiguration(f"There is no code {code!r}; `duizhao check --explain all` lists them.")
    return _explanation(rule).encode()


def _explanation(rule: Rule) -> str:
    return f"{rule.code}: {rule.title} ({rule.severity})\n\n{rule.explanation}\n"
