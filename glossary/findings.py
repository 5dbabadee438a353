"""Findings as a whole: in order, with fingerprints that survive edits nearby, and without those that are known.

A fingerprint has two halves.  The first says what was found: the code, the concept and the words at the places.  The
second says where: the characters around the first place.  So the same fault keeps its fingerprint when beads are
divided otherwise, when sentences come or go before it, and when its own sentence is changed a dozen characters away.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Final

from glossary.checks.contract import Bilingual, Family, Finding, Sentence, Severity, Side, Spot
from lang.folding import fold

_AROUND: Final = 12  # characters on either side that are part of a fingerprint
_CONTEXT: Final = 40  # characters on either side by which a place is known again
_HALF: Final = 8  # hexadecimal figures: of 10,000 findings two are the same by accident once in 80 books
_ALIKE: Final = 0.6  # of two contexts, above which they are of one place


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that a person has seen, with what stood around it."""

    fingerprint: str
    code: str = ""
    context: str = ""

    @property
    def what(self) -> str:
        """The first half, which says what was found."""
        return self.fingerprint.partition("-")[0]


def found_in(bitext: Bilingual, families: Iterable[Family]) -> tuple[Finding, ...]:
    """What the families find in a bitext, in the order of the text, each with its fingerprint."""
    findings = [finding for family in families for finding in family.check(bitext)]
    order = {couple.id: number for number, couple in enumerate(bitext.couples)}
    findings.sort(key=lambda finding: (order[finding.couple], _start(finding), finding.code))
    return tuple(_with_fingerprints(findings, bitext))


def _start(finding: Finding) -> tuple[int, int]:
    """The target before the source, where something is to be changed; what has no place first."""
    spots = finding.target or finding.source
    return (0 if finding.target else 1, spots[0].span.start) if spots else (0, -1)


def _with_fingerprints(findings: Iterable[Finding], bitext: Bilingual) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for finding in findings:
        print_ = f"{_digest(_what(finding))}-{_digest(_where(finding, bitext, _AROUND))}"
        seen[print_] += 1
        again = seen[print_] - 1  # a sentence that is repeated word for word
        yield replace(finding, fingerprint=f"{print_}-{again}" if again else print_)


def _digest(parts: Iterable[str]) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_HALF]


def _what(finding: Finding) -> Iterator[str]:
    yield finding.code
    yield finding.concept or ""
    yield from dict.fromkeys(fold(spot.text) for spot in finding.source)
    yield "|"
    yield from dict.fromkeys(fold(spot.text) for spot in finding.target)


def _where(finding: Finding, bitext: Bilingual, around: int) -> Iterator[str]:
    """The letters around the first place, of the original if there is one: it is not what is edited."""
    spot, sentence = _anchor(finding, bitext)
    before, after = sentence.text[: spot.span.start], sentence.text[spot.span.end :]
    yield _letters(before)[-around:]
    yield _letters(after)[:around]


def _anchor(finding: Finding, bitext: Bilingual) -> tuple[Spot, Sentence]:
    couple = bitext.by_id[finding.couple]
    sentences = {(side, sentence.id): sentence for side in Side for sentence in couple.side(side)}
    for side in Side:
        for spot in finding.spots(side):
            if known := sentences.get((side, spot.sentence)):
                return spot, known
    first = (*couple.source, *couple.target)[0]
    return Spot.whole(first), first


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def context(finding: Finding, bitext: Bilingual) -> str:
    """What stands around a finding, by which it is known again after its sentence was changed."""
    spot, sentence = _anchor(finding, bitext)
    start = max(0, spot.span.start - _CONTEXT)
    return sentence.text[start : spot.span.end + _CONTEXT]


def known_of(findings: Iterable[Finding], bitext: Bilingual) -> tuple[Known, ...]:
    """The findings as a baseline keeps them."""
    return tuple(Known(f.fingerprint, f.code, context(f, bitext)) for f in findings)


def without_known(findings: Sequence[Finding], bitext: Bilingual, known: Sequence[Known]) -> tuple[Finding, ...]:
    """The findings that are not among the known ones.

    Each known one hides one finding: that with its fingerprint, or else one of the same kind whose surroundings are
    mostly the same.  One without the second half hides all findings of its kind.
    """
    kinds = {one.what for one in known if "-" not in one.fingerprint}
    exact = {finding.fingerprint for finding in findings}
    placed = {one.fingerprint for one in known}
    moved = [one for one in known if one.context and one.fingerprint not in exact]
    left = []
    for finding in findings:
        what = finding.fingerprint.partition("-")[0]
        if what in kinds or finding.fingerprint in placed:
            continue
        twin = next((one for one in moved if one.what == what and _is_alike(one, finding, bitext)), None)
        if twin is None:
            left.append(finding)
        else:
            moved.remove(twin)
    return tuple(left)


def _is_alike(known: Known, finding: Finding, bitext: Bilingual) -> bool:
    return SequenceMatcher(None, known.context, context(finding, bitext), autojunk=False).ratio() >= _ALIKE


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The severity of the most serious; None if there are none."""
    return min((finding.severity for finding in findings), key=lambda severity: severity.rank, default=None)
