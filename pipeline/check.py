"""A translation is checked: files in, findings out, without those that are known."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from bitext.collecting import uncollected
from bitext.errors import BadConfiguration, BelowThreshold
from bitext.terms import Termbase
from glossary.base import merged
from glossary.checks import mentions, terms
from glossary.checks.contract import Bilingual, Family, Finding, Rule, Severity, Side
from glossary.checks.registry import FAMILIES
from glossary.findings import Known, found_in, known_of, without_known
from glossary.lookup import writing
from pipeline.bitexts import Bitexts, Told, read_bitexts
from pipeline.files import read_bytes, shown
from pipeline.progress import Progress, silent
from pipeline.terms import read_glossaries

NEVER: Final = "never"
_SCHEMA: Final = 1
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{8}(?:-\d+)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which rules are checked: codes, their first letter, or names of families; none stands for all."""

    only: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def takes(self, family: Family, rule: Rule) -> bool:
        """Whether a rule is checked."""
        names = (family.name, rule.code, rule.code[0])
        return (not self.only or any(name in self.only for name in names)) and not any(
            name in self.excluded for name in names
        )


ALL: Final = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A bitext with what was found in it; `hidden` is known and not shown."""

    bitext: Bilingual
    findings: tuple[Finding, ...]
    hidden: tuple[Finding, ...] = ()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those that are shown and those that are not, bead by bead."""
        order = {couple.id: number for number, couple in enumerate(self.bitext.couples)}
        return tuple(sorted((*self.findings, *self.hidden), key=lambda finding: order[finding.couple]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in the bitexts of one run, with the rules and the term base."""

    checked: tuple[Checked, ...]
    rules: Mapping[str, Rule]
    termbase: Termbase

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for checked in self.checked for finding in checked.findings)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, the most serious first."""
        found = [finding.severity for finding in self.findings]
        return {severity: found.count(severity) for severity in Severity}


def line_of(checked: Checked, finding: Finding, side: Side) -> int | None:
    """The line of the file of one side where the bead, or the paragraph of the first place, begins."""
    couple = checked.bitext.by_id[finding.couple]
    ids = [spot.sentence for spot in finding.spots(side)]
    lines = [sentence.line for sentence in couple.side(side) if not ids or sentence.id in ids]
    return couple.line or next(iter(lines), None)


STRETCHES: Final = tuple(mentions.Stretch)
"""Of what a mention may be the first: the book, or a chapter."""


def term_options(*, count: bool = False, first: str | None = None) -> terms.TermOptions:
    """What is checked of terms besides that which always is; `first` is one of `STRETCHES`."""
    return terms.TermOptions(count=count, first=mentions.Stretch(first) if first else None)


def families_for(base: Termbase, options: terms.TermOptions | None = None) -> tuple[Family, ...]:
    """All families of checks; that of terms only if there is a glossary."""
    return (terms.family(base, options), *FAMILIES) if base.concepts else FAMILIES


def rules() -> Mapping[str, Rule]:
    """All rules by their codes."""
    families = (terms.family(Termbase()), *FAMILIES)
    return {rule.code: rule for family in families for rule in family.rules}


def check(
    bitext: Bilingual, base: Termbase, *, selection: Selection = ALL, options: terms.TermOptions | None = None
) -> tuple[Finding, ...]:
    """What is found in a bitext, in its order.

    Raises `BadConfiguration` where the selection names a rule that there is not.
    """
    check_selection(selection)
    families = families_for(base, options)
    wanted = {rule.code for family in families for rule in family.rules if selection.takes(family, rule)}
    needed = [family for family in families if any(rule.code in wanted for rule in family.rules)]
    with uncollected():
        return tuple(finding for finding in found_in(bitext, needed) if finding.code in wanted)


def check_selection(selection: Selection) -> None:
    """Raise `BadConfiguration` where the selection names a rule or family that there is not."""
    families = (terms.family(Termbase()), *FAMILIES)
    known = {name for f in families for rule in f.rules for name in (f.name, rule.code, rule.code[0])}
    for name in (*selection.only, *selection.excluded):
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            remedy = f"did you mean {near[0]!r}?" if near else "`duizhao check --explain all` lists them."
            raise BadConfiguration(f"There is no rule or family of rules {name!r}; {remedy}")


def loaded(paths: Sequence[Path], glossaries: Sequence[Path], told: Told, *, progress: Progress = silent) -> Bitexts:
    """The bitexts, and the term base of the glossaries and of the edition together.

    Raises what reading and aligning raise.
    """
    given = read_glossaries(glossaries) if glossaries else Termbase()  # before the long work: it may have faults
    found = read_bitexts(paths, told, progress=progress)
    return Bitexts(found.bitexts, merged([given, found.termbase]))


def report_on(
    given: Bitexts,
    *,
    selection: Selection = ALL,
    options: terms.TermOptions | None = None,
    known: Sequence[Known] = (),
) -> Report:
    """The report on bitexts, without the findings that are known.  Raises what `check` raises."""
    checked = []
    for bitext in given.bitexts:
        findings = check(bitext, given.termbase, selection=selection, options=options)
        new = without_known(findings, bitext, known)
        shown_ = {finding.fingerprint for finding in new}
        hidden = tuple(finding for finding in findings if finding.fingerprint not in shown_)
        checked.append(Checked(bitext=bitext, findings=new, hidden=hidden))
    return Report(checked=tuple(checked), rules=rules(), termbase=given.termbase)


def unused_languages(given: Bitexts) -> tuple[str, ...]:
    """The languages of the bitexts in which the term base has no term, so that nothing is found of it."""
    known = {writing(term.language) for concept in given.termbase.concepts for term in concept.terms}
    languages = dict.fromkeys(bitext.language(side) for bitext in given.bitexts for side in Side)
    return tuple(language for language in languages if known and writing(language) not in known)


def known_from(baseline: Path | None, ignored: Iterable[str]) -> tuple[Known, ...]:
    """The findings of a baseline, and those that are ignored by their fingerprints.

    Raises `BadConfiguration` where a baseline or a fingerprint is none.
    """
    return (*(read_baseline(baseline) if baseline else ()), *map(_ignored, ignored))


def _ignored(fingerprint: str) -> Known:
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise BadConfiguration(
            f"{fingerprint!r} is no fingerprint; give one as a report shows it, such as 3f9a02c1-77be10d4, or its "
            "first half for all findings of its kind."
        )
    return Known(fingerprint)


def read_baseline(path: Path) -> tuple[Known, ...]:
    """The findings that a baseline holds.  Raises `BadConfiguration` where the file is none."""
    name = shown(path)
    try:
        answer = json.loads(read_bytes(path).decode())
        return tuple(Known(one["fingerprint"], one["code"], one["context"]) for one in answer["findings"])
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise BadConfiguration(
            f"{name} is no baseline; write one with `duizhao check … --write-baseline {name}`."
        ) from error


def baseline_of(report: Report) -> bytes:
    """All findings of a report as a baseline, also those that are not shown; one on each line, to be compared."""
    known = [one for checked in report.checked for one in known_of(checked.all_findings, checked.bitext)]
    rows = (
        json.dumps({"fingerprint": k.fingerprint, "code": k.code, "context": k.context}, ensure_ascii=False)
        for k in known
    )
    listed = ",\n".join(f"  {row}" for row in rows)
    return f'{{"schema": {_SCHEMA}, "findings": [\n{listed}\n]}}\n'.encode()


def judge(report: Report, threshold: str) -> None:
    """Raise `BelowThreshold` where there are findings as serious as the threshold, `error` or `warning`."""
    if threshold == NEVER:
        return
    least = Severity(threshold)
    serious = {severity: count for severity, count in report.counts.items() if severity.rank <= least.rank and count}
    if serious:
        told = " and ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in serious.items())
        raise BelowThreshold(f"{told} found; --fail-on says which count.")
