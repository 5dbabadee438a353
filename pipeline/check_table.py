"""Findings and tables in files: TSV for programs and spreadsheets, XLSX for people."""

from collections.abc import Iterator, Sequence
from typing import Final

from glossary.checks.contract import Finding, Side
from output.tsv import escaped
from output.workbook import Cell, workbook
from pipeline.check import Checked, Report, line_of

_HEADER: Final = (
    "code",
    "severity",
    "confidence",
    "bead",
    "line",
    "message",
    "hint",
    "expected",
    "concept",
    "source",
    "source_places",
    "target",
    "target_places",
    "source_text",
    "target_text",
    "fingerprint",
    "file",
)


def report_rows(report: Report) -> Iterator[Sequence[Cell]]:
    """A header, and a row for each finding; places are SEGMENT:START-END, in code points of the sentence."""
    yield _HEADER
    for checked in report.checked:
        yield from (_row(checked, finding) for finding in checked.findings)


def _row(checked: Checked, finding: Finding) -> Sequence[Cell]:
    couple = checked.bitext.by_id[finding.couple]
    words, places, texts = [], [], []
    for side in Side:
        spots = finding.spots(side)
        words.append("; ".join(spot.text for spot in spots))
        places.append("; ".join(f"{spot.sentence}:{spot.span.start}-{spot.span.end}" for spot in spots))
        texts.append(checked.bitext.language(side).joiner.join(sentence.text for sentence in couple.side(side)))
    return (
        finding.code,
        finding.severity.value,
        finding.confidence.value,
        finding.couple,
        line_of(checked, finding, Side.TARGET) or "",
        finding.message,
        finding.hint,
        "; ".join(finding.expected),
        finding.concept or "",
        words[0],
        places[0],
        words[1],
        places[1],
        *texts,
        finding.fingerprint,
        checked.bitext.file(Side.TARGET),
    )


def tsv(rows: Iterator[Sequence[Cell]]) -> bytes:
    """Rows as lines of tab-separated fields, with our escapes for tabs and line ends."""
    return "".join("\t".join(escaped(str(cell)) for cell in row) + "\n" for row in rows).encode()


def report_tsv(report: Report) -> bytes:
    """The findings as TSV."""
    return tsv(report_rows(report))


def report_xlsx(report: Report) -> bytes:
    """The findings as a workbook, with a sheet that explains the codes."""
    found = {finding.code for finding in report.findings}
    codes = [("code", "title", "severity", "findings", "explanation")] + [
        (r.code, r.title, r.severity.value, sum(f.code == r.code for f in report.findings), r.explanation)
        for r in report.rules.values()
        if r.code in found
    ]
    return workbook({"findings": list(report_rows(report)), "codes": codes})
