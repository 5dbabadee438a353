"""Quotation marks and brackets: those without a partner, wrongly nested, of two kinds, or on one side only."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from glossary.checks.characters import has_han, is_wide
from glossary.checks.contract import Bilingual, Confidence, Couple, Finding, Rule, Sentence, Severity, Side, Spot
from glossary.checks.pairs import Mark, Paired, SideMarks, is_bracket, side_marks
from glossary.checks.romanised import letters_of, places

UNCLOSED: Final = Rule(
    code="P001",
    title="quotation mark or bracket never closed",
    severity=Severity.WARNING,
    explanation="A mark opens and nothing closes it, in its sentence or in one that follows. A quotation that "
    "goes on in the next paragraph, which begins with the mark again, is not reported unless the "
    "other side closes it.",
)
UNOPENED: Final = Rule(
    code="P002",
    title="quotation mark or bracket never opened",
    severity=Severity.WARNING,
    explanation="A mark closes what was not opened. Not reported are apostrophes, and brackets after the number "
    "of a list: 1).",
)
CROSSED: Final = Rule(
    code="P003",
    title="pairs of marks cross",
    severity=Severity.WARNING,
    explanation="A pair begins within another and ends after it: “（”）. Close the inner pair first.",
)
UNLIKE: Final = Rule(
    code="P004",
    title="bracket of two widths",
    severity=Severity.WARNING,
    explanation="One bracket of a pair is full-width, the other half-width: （like this).",
)
STRAIGHT: Final = Rule(
    code="P005",
    title="straight beside curly quotation marks",
    severity=Severity.WARNING,
    explanation="One text has both straight and curly quotation marks (or apostrophes); reported are those of "
    "the kind that it has fewer of. Signs for feet and inches do not count.",
)
UNQUOTED: Final = Rule(
    code="P006",
    title="speech in quotation marks on one side only",
    severity=Severity.NOTE,
    explanation="One side of a bead has speech in quotation marks, the other has no quotation mark at all. "
    "Words in quotation marks that are no speech are not reported: they are often set in italics.",
)
UNBRACKETED: Final = Rule(
    code="P007",
    title="number of brackets differs",
    severity=Severity.NOTE,
    explanation="The two sides of a bead have different numbers of passages in round brackets. A gloss that "
    "gives a word in its own language, 下岗 or xiagang, is not counted.",
)
INNER: Final = Rule(
    code="P008",
    title="inner quotation marks without outer ones",
    severity=Severity.NOTE,
    explanation="In Chinese ‘’ stand within “”, and 『』 within 「」; here they stand by themselves. Not reported "
    "where a text does so throughout.",
)
RULES: Final = (UNCLOSED, UNOPENED, CROSSED, UNLIKE, STRAIGHT, UNQUOTED, UNBRACKETED, INNER)

_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d])'(?=[^\W\d])")
_CURLY: Final = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
# All begin with one of a set, which is looked for a good deal faster than one of several expressions.
_SPEECH: Final = re.compile(r"[。！？，…—.,!?：](?:(?<!：)[”’」』\"']|(?<=：)[“「『‘]|(?<=,) [“‘\"])")
_ANY_QUOTE: Final = re.compile(r"[“”‘„«»「」『』\"]|(?<!\w)'(?=\w)|(?<=[.,!?…—])'(?!\w)|^\s*[—–-]")
_ROUND: Final = re.compile(r"[(（]([^()（）]*)[)）]")


def check(bitext: Bilingual) -> Iterator[Finding]:
    """All of this module, side by side of the text and then bead by bead."""
    sides = {side: side_marks(bitext, side) for side in Side}
    partners = [one for marks in sides.values() for one in _partners(marks, sides[marks.side.other])]
    yield from partners
    for marks in sides.values():
        yield from _nesting(marks)
        yield from _inner(marks, bitext.language(marks.side))
        yield from _two_kinds(marks, '"', re.compile('(?<!\\d)"'), re.compile("[“”]"))
        yield from _two_kinds(marks, "'", _APOSTROPHE, _CURLY)
    known = {finding.couple for finding in partners}  # a mark that is missing need not be told twice
    for couple in bitext.couples:
        if couple.source and couple.target:
            yield from _unquoted(couple) if couple.id not in known else ()
            yield from _unbracketed(couple, bitext) if couple.id not in known else ()


def _finding(  # noqa: PLR0913 - the parts of a finding
    rule: Rule, marks: SideMarks, couple: Couple, message: str, *, spots: Sequence[Spot], hint: str
) -> Finding:
    source, target = (spots, ()) if marks.side is Side.SOURCE else ((), spots)
    return rule.finding(couple, message, source=source, target=target, hint=hint)


def _partners(marks: SideMarks, other: SideMarks) -> Iterator[Finding]:
    """Marks without a partner, but for those that the two sides have in common: a passage that begins in a speech.

    Where the other side has the quotation whole, over several beads, the finding is where the mark is missing.
    """
    common = _left(other)
    for mark in marks.opening:
        is_common = not is_bracket(mark.char) and (_OPENS, marks.couple(mark).id) in common
        if not is_common and not _goes_on(mark, marks, other):
            yield _unclosed(mark, marks, other)
    for mark in marks.closing:
        if is_bracket(mark.char) or (_CLOSES, marks.couple(mark).id) not in common:
            yield _unopened(mark, marks, other)


_OPENS, _CLOSES = True, False


def _left(marks: SideMarks) -> frozenset[tuple[bool, str]]:
    """In which beads a quotation is left open, or closed without being opened."""
    left = [(_OPENS, mark) for mark in marks.opening] + [(_CLOSES, mark) for mark in marks.closing]
    return frozenset((kind, marks.couple(mark).id) for kind, mark in left if not is_bracket(mark.char))


def _unclosed(mark: Mark, marks: SideMarks, other: SideMarks) -> Finding:
    couple = marks.couple(mark)
    ends = (other.couple(pair.closes) for pair in other.over if other.couple(pair.opens).id == couple.id)
    end = next((one for one in ends if one.id != couple.id and one.side(marks.side)), None)
    if end is None:
        message = f"{mark.char} is never closed."
        return _finding(UNCLOSED, marks, couple, message, spots=[marks.spot(mark)], hint="Add the closing mark.")
    last = end.side(marks.side)[-1]
    spot = Spot.of(last, Span(max(0, len(last.text) - 1), len(last.text)))
    message = f"{mark.char} of bead {couple.id} is never closed; the other side closes it here."
    return _finding(UNCLOSED, marks, end, message, spots=[spot], hint="Add the closing mark.")


def _unopened(mark: Mark, marks: SideMarks, other: SideMarks) -> Finding:
    couple = marks.couple(mark)
    starts = (other.couple(pair.opens) for pair in other.over if other.couple(pair.closes).id == couple.id)
    start = next((one for one in starts if one.id != couple.id and one.side(marks.side)), None)
    if start is None:
        message = f"{mark.char} closes what was never opened."
        return _finding(UNOPENED, marks, couple, message, spots=[marks.spot(mark)], hint="Add the opening mark.")
    spot = Spot.of(start.side(marks.side)[0], Span(0, 1))
    message = f"{mark.char} of bead {couple.id} closes what was never opened; the other side opens it here."
    return _finding(UNOPENED, marks, start, message, spots=[spot], hint="Add the opening mark.")


def _goes_on(mark: Mark, marks: SideMarks, other: SideMarks) -> bool:
    """Whether the quotation is taken up again at the beginning of the next paragraph, and the other side lets it."""
    if is_bracket(mark.char):
        return False
    later = (
        one
        for found in marks.each[mark.sentence + 1 :]
        for one in sorted(
            (*(pair.opens for pair in found.pairs), *found.opening, *found.closing), key=lambda one: one.at
        )
    )
    following = next(later, None)
    if following is None or following.char != mark.char or following.at != 0:
        return False
    here, there = (marks.sentences[one.sentence][1] for one in (mark, following))
    if _paragraph(here) == _paragraph(there):
        return False
    couple = marks.couple(mark).id
    answers = [found for (one, _), found in zip(other.sentences, other.each, strict=True) if one.id == couple]
    return not any(pair.is_quotation for found in answers for pair in found.pairs)


def _paragraph(sentence: Sentence) -> str:
    """What the ids of a paragraph's sentences have in common: zh.c1.p3 of zh.c1.p3.s2; empty where they do not tell."""
    head, dot, tail = sentence.id.rpartition(".s")
    return head if dot and tail.isdigit() else ""


def _nesting(marks: SideMarks) -> Iterator[Finding]:
    for (couple, _), found in zip(marks.sentences, marks.each, strict=True):
        for pair, other in permutations(found.pairs, 2):
            if pair.crosses(other):
                spots = [marks.spot(mark) for mark in (other.opens, pair.closes)]
                message = f"{pair.opens.char}{pair.closes.char} and {other.opens.char}{other.closes.char} cross."
                yield _finding(CROSSED, marks, couple, message, spots=spots, hint="Close the inner pair first.")
        for pair in found.pairs:
            if pair.opens.char + pair.closes.char in {"(）", "（)", "[］", "［]", "{｝", "｛}"}:
                spots = [marks.spot(pair.opens), marks.spot(pair.closes)]
                message = f"{pair.opens.char} and {pair.closes.char} are brackets of two widths."
                hint = "Write both in the width of the text."
                yield _finding(UNLIKE, marks, couple, message, spots=spots, hint=hint)


def _inner(marks: SideMarks, language: LanguageTag) -> Iterator[Finding]:
    """‘’ in no “”, where the text has “” at all and mostly."""
    if not is_wide(language):
        return
    for outer, inner in (("“", "‘"), ("「", "『")):
        alone = [
            pair
            for found in marks.each
            for pair in found.pairs
            if pair.opens.char == inner and not _within(pair.opens, found, marks)
        ]
        usual = sum(pair.opens.char == outer for found in marks.each for pair in found.pairs)
        for pair in alone if usual > len(alone) else ():
            spots = [marks.spot(pair.opens), marks.spot(pair.closes)]
            message = f"{pair.opens.char}{pair.closes.char} stand without {outer} around them."
            yield _finding(
                INNER, marks, marks.couple(pair.opens), message, spots=spots, hint=f"Write {outer} for {inner}."
            )


def _within(mark: Mark, found: Paired, marks: SideMarks) -> bool:
    place = (mark.sentence, mark.at)
    around = (*found.pairs, *marks.over)
    is_open = any(one.sentence == mark.sentence and one.at < mark.at for one in marks.opening)
    return is_open or any(
        not is_bracket(pair.opens.char)
        and (pair.opens.sentence, pair.opens.at) < place < (pair.closes.sentence, pair.closes.at)
        for pair in around
    )


def _two_kinds(marks: SideMarks, sign: str, straight: re.Pattern[str], curly: re.Pattern[str]) -> Iterator[Finding]:
    """The marks of the kind that is the rarer one on a side, a finding for each sentence."""
    text = "\n".join(sentence.text for _, sentence in marks.sentences)
    counts = [len(pattern.findall(text)) for pattern in (straight, curly)] if sign in text else [0]
    if not all(counts):
        return
    is_straight = counts[0] <= counts[1]
    wrong = straight if is_straight else curly
    name = "quotation marks" if sign == '"' else "apostrophes"
    kind, usual = ("Straight", "curly") if is_straight else ("Curly", "straight")
    for couple, sentence in marks.sentences:
        spots = [Spot.of(sentence, Span(*match.span())) for match in wrong.finditer(sentence.text)]
        if spots:
            message = f"{kind} {name} beside {usual} ones: this text has {counts[0]} straight and {counts[1]} curly."
            yield _finding(STRAIGHT, marks, couple, message, spots=spots, hint=f"Use {usual} ones throughout.")


def _unquoted(couple: Couple) -> Iterator[Finding]:
    for side in Side:
        here, there = couple.side(side), couple.side(side.other)
        spots = [Spot.of(one, Span(*match.span())) for one in here for match in _SPEECH.finditer(one.text)]
        if spots and not any(_ANY_QUOTE.search(sentence.text) for sentence in there):
            where = "translation" if side is Side.SOURCE else "source"
            yield UNQUOTED.finding(
                couple,
                f"The {where} has no quotation marks for this speech.",
                source=spots if side is Side.SOURCE else (),
                target=spots if side is Side.TARGET else (),
                hint="Add the marks, unless it is not direct speech there.",
                confidence=Confidence.DOUBTFUL,
            )


def _unbracketed(couple: Couple, bitext: Bilingual) -> Iterator[Finding]:
    if not any("(" in sentence.text or "（" in sentence.text for sentence in (*couple.source, *couple.target)):
        return
    texts = ["".join(sentence.text for sentence in couple.side(side)) for side in Side]
    source, target = (
        list(_asides(couple.side(side), other, is_chinese=is_wide(bitext.language(side))))
        for side, other in zip(Side, reversed(texts), strict=True)
    )
    if len(source) != len(target):
        yield UNBRACKETED.finding(
            couple,
            f"The source has {_counted(len(source))} in brackets, the translation {_counted(len(target))}.",
            source=source,
            target=target,
            hint="Add or take away brackets, unless the words stand in the sentence itself.",
            confidence=Confidence.DOUBTFUL,
        )


def _counted(count: int) -> str:
    return "no passage" if not count else "1 passage" if count == 1 else f"{count} passages"


def _asides(sentences: Sequence[Sentence], other: str, *, is_chinese: bool) -> Iterator[Spot]:
    """What stands in round brackets and is more than a gloss; `other` is the other side of the bead."""
    for sentence in sentences:
        for match in _ROUND.finditer(sentence.text):
            if not _is_gloss(match[1], other, is_chinese=is_chinese):
                yield Spot.of(sentence, Span(*match.span()))


_LONGEST: Final = 4
"""Words of a gloss."""


def _is_gloss(content: str, other: str, *, is_chinese: bool) -> bool:
    """Whether the words in brackets are of the other script, or a romanisation of what stands on the other side."""
    words = re.findall(r"[^\W\d_]+", content)
    if not words or has_han(content) != is_chinese:
        return bool(words)
    return not is_chinese and len(words) <= _LONGEST and any(places(tuple(map(letters_of, words)), other))
