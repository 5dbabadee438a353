"""Whether a translation keeps to a glossary: terms that are missing, forbidden, misspelt, or not of the original.

The longest term at a place is the one that counts.  A bead is looked at with its neighbours, since alignment moves
names.  What may be an accident of segmentation, or stand in for a term, is a doubt: told as a note.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, takewhile
from typing import Final

from bitext.spans import Span
from bitext.terms import Concept, ConceptKind, Term, Termbase, TermStatus
from glossary.checks import mentions
from glossary.checks.contract import (
    Bilingual,
    Confidence,
    Couple,
    Family,
    Finding,
    Rule,
    Sentence,
    Severity,
    Side,
    Spot,
)
from glossary.checks.hits import Hit, Mention, Named, named_in
from glossary.checks.kinds import has_short_forms, is_name, kinds_of
from glossary.checks.near import Near, Nearness, near_terms
from glossary.checks.pronouns import pronouns
from glossary.lookup import writing
from lang.folding import fold

MISSING: Final = Rule(
    code="V001",
    title="term missing",
    severity=Severity.WARNING,
    explanation="The original has a term of the glossary, and the translation has none of the terms that the "
    "glossary "
    "gives for it, neither in the bead nor in the beads beside it, where alignment may have moved it. Any preferred, "
    "admitted or proposed term will do, in any form of its words. It is a note, marked as a doubt, where a "
    "pronoun or "
    "a part of a name may stand for it, where the characters of the original may be parts of other words, and where "
    "the glossary has proposals only. A bead without translation is not looked at. Use a term of the glossary, or "
    "add "
    "what stands there as an admitted term.",
)
FORBIDDEN: Final = Rule(
    code="V002",
    title="forbidden term",
    severity=Severity.ERROR,
    explanation="The translation has a term that the glossary forbids. A common word is reported only where the "
    "original names the concept; a name, and the term of a concept that has none in the language of the original, "
    "everywhere. It is no fault where another concept allows the word and the original names that one. In the "
    "original it is a note. Use the term that is suggested.",
)
NEAR: Final = Rule(
    code="V003",
    title="term written otherwise",
    severity=Severity.WARNING,
    explanation="The term of the glossary is missing, but something stands there that is nearly the same: without an "
    "apostrophe, accent or space (Xian for Xi'an), with other capitals where these count, a name by another system "
    "of romanisation or in another order, or with a letter or two wrong. Write it as the glossary does, or add this "
    "form as an admitted term.",
)
KEPT: Final = Rule(
    code="V004",
    title="not left as it is",
    severity=Severity.ERROR,
    explanation="The glossary gives the same text for both languages, which means that it is not translated; the "
    "original has it and the translation does not have it to the letter. Copy it from the original.",
)
UNFOUNDED: Final = Rule(
    code="V005",
    title="term without its original",
    severity=Severity.NOTE,
    explanation="The translation has a term of the glossary, and the original names the concept neither in the bead "
    "nor in the beads beside it. Not reported where the original has a pronoun more than the translation or a part "
    "of the term, and for names where they stood in one of the ten beads before. Either the translation takes "
    "another word for this term, or it should have another.",
)
FEWER: Final = Rule(
    code="V006",
    title="term less often than in the original",
    severity=Severity.NOTE,
    explanation="With --count: the translation has the term, but less often than the original has it, also if the "
    "pronouns are counted that it has more than the original. See whether a place was left out.",
)

# A verb of speech and a colon after the speaker, with a few words between: 道：, 笑着问他：
_SPEAKS: Final = re.compile(
    r"[^，。！？：:“”「」]{0,6}(?:道|曰|云|说|說|问|問|答|喊|叫|骂|罵|讲|講)[^，。！？“”「」]{0,3}[：:]"
)
_APART: Final = 0.3  # of a bead: how far from the place of a term a pronoun may stand for it
_SHORT: Final = 30  # characters of a side within which order says little
_TOLD: Final = 4  # terms that a message lists
_EARLIER: Final = 10  # beads within which a name may be repeated where the original has a pronoun or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class TermOptions:
    """What is checked besides that which always is."""

    count: bool = False  # also how often
    first: mentions.Stretch | None = None  # of what each first mention gives the original too


def family(base: Termbase, options: TermOptions | None = None) -> Family:
    """The checks of terms for a term base."""
    chosen = options or TermOptions()
    rules = (MISSING, FORBIDDEN, NEAR, KEPT, UNFOUNDED, FEWER, *mentions.RULES)
    return Family("terms", rules, partial(_check, base, chosen))


def _check(base: Termbase, options: TermOptions, bitext: Bilingual) -> Iterator[Finding]:
    named = named_in(bitext, base)
    for number in range(len(bitext.couples)):
        yield from _missing(named, number)
        yield from _forbidden(named, number)
        yield from _unfounded(named, number)
        if options.count:
            yield from _fewer(named, number)
    if options.first:
        yield from mentions.check(named, options.first)


def _missing(named: Named, number: int) -> Iterator[Finding]:
    couple = named.bitext.couples[number]
    if not couple.target:
        return
    for hits, concepts in _wanted(named, number).values():
        if any(named.count(concept, Side.TARGET, number) for concept in concepts):
            yield from _not_to_the_letter(named, number, hits, concepts)
        elif not _is_forbidden_there(named, number, concepts):
            finding = _missing_finding(named, couple, hits, concepts)
            # What is misspelt here is a fault, whatever stands beside it.
            if finding.code == NEAR.code or not any(_is_moved(named, concept, number) for concept in concepts):
                yield finding


def _is_moved(named: Named, concept: Concept, number: int) -> bool:
    """Whether a bead beside has the term once more than its original, and that not for a pronoun of its own."""
    for near in (number - 1, number + 1):
        spare = named.count(concept, Side.TARGET, near) - named.count(concept, Side.SOURCE, near)
        if spare > 0 and _pronouns_more(named, named.bitext.couples[near], Side.SOURCE, concept) < spare:
            return True
    return False


def _wanted(named: Named, number: int) -> Mapping[tuple[str, ...], tuple[list[Hit], list[Concept]]]:
    """The concepts that the original names and the glossary has a translation for, each with its places.

    Where a word names several concepts one of them will do; they are together.
    """
    found: dict[tuple[str, ...], tuple[list[Hit], list[Concept]]] = {}
    for mention in named.source.mentions[number]:
        concepts = [hit.concept for hit in mention if named.terms(hit.concept, Side.TARGET)]
        if concepts:
            hits, _ = found.setdefault(tuple(concept.id for concept in concepts), ([], concepts))
            hits.append(mention[0])
    return found


def _is_forbidden_there(named: Named, number: int, concepts: Iterable[Concept]) -> bool:
    """Whether the bead has a forbidden term for one of the concepts, which is told by itself."""
    ids = {concept.id for concept in concepts}
    hits = chain.from_iterable(named.target.mentions[number])
    return any(hit.concept.id in ids and not hit.is_allowed for hit in hits)


def _missing_finding(named: Named, couple: Couple, hits: Sequence[Hit], concepts: Sequence[Concept]) -> Finding:
    terms = [term for concept in concepts for term in named.terms(concept, Side.TARGET)]
    near = _nearest(named, couple, concepts, terms)
    if _kept(named, concepts[0]):
        return _unkept_finding(couple, hits, concepts[0], terms, near)
    if near is not None and near.nearness is not Nearness.SHORT:
        return _doubted(_near_finding(couple, hits, concepts[0], terms, near), hits)
    source = [hit.spot for hit in hits]
    expected = tuple(dict.fromkeys(term.text for term in terms))
    message = f"{source[0].text} is not translated as {_either(expected)}."
    finding = MISSING.finding(couple, message, source=source, concept=concepts[0].id, expected=expected)
    if all(term.status is TermStatus.PROPOSED for term in terms):
        finding = replace(finding, severity=Severity.NOTE, hint="The glossary has proposals only.")
    return _doubted(_stood_in_for(named, couple, concepts[0], near, finding), hits)


def _unkept_finding(
    couple: Couple, hits: Sequence[Hit], concept: Concept, terms: Sequence[Term], near: Near | None
) -> Finding:
    """What was to be left as it is and was changed, or is not there."""
    source = [hit.spot for hit in hits]
    has = f"has {near.spot.text}" if near else "does not have it"
    return KEPT.finding(
        couple,
        f"{source[0].text} is to be left as it is, and the translation {has}.",
        source=source,
        target=[near.spot] if near else (),
        concept=concept.id,
        expected=tuple(dict.fromkeys(term.text for term in terms)),
    )


def _nearest(named: Named, couple: Couple, concepts: Iterable[Concept], terms: Sequence[Term]) -> Near | None:
    """What comes nearest to one of the terms and is not a term of another concept."""
    number = named.number(couple)
    others = [hit for mention in named.target.mentions[number] for hit in mention]
    for concept in concepts:
        of_concept = [term for term in terms if term in concept.terms]
        originals = [term.text for term in named.terms(concept, Side.SOURCE)]
        for near in near_terms(couple.target, concept, of_concept, originals):
            if not any(_takes(named, number, hit, near.spot) for hit in others):
                return near
    return None


def _takes(named: Named, number: int, hit: Hit, spot: Spot) -> bool:
    """Whether a stretch is a term of another concept: it is, or has one in it that the original names."""
    if hit.sentence.id != spot.sentence or not hit.span.overlaps(spot.span):
        return False
    is_whole = hit.span.start <= spot.span.start and spot.span.end <= hit.span.end
    return is_whole or named.count(hit.concept, Side.SOURCE, number) > 0


def _near_finding(couple: Couple, hits: Sequence[Hit], concept: Concept, terms: Sequence[Term], near: Near) -> Finding:
    how = {
        Nearness.MARKS: "is written otherwise than",
        Nearness.ROMANISATION: f"is another spelling ({near.detail}) than"
        if near.detail
        else "is another spelling than",
        Nearness.SLIP: "is perhaps misspelt for",
    }[near.nearness]
    return NEAR.finding(
        couple,
        f"{near.spot.text} {how} {near.term.text} in the glossary.",
        source=[hit.spot for hit in hits],
        target=[near.spot],
        concept=concept.id,
        expected=tuple(dict.fromkeys((near.term.text, *(term.text for term in terms)))),
        hint=f"Write {near.term.text}.",
    )


def _stood_in_for(named: Named, couple: Couple, concept: Concept, near: Near | None, finding: Finding) -> Finding:
    """The finding, as a doubt where a part of the name or a pronoun may stand for the term."""
    if near is not None and _is_usable(named, couple, concept):
        return _as_doubt(finding, [near.spot], f"{near.spot.text} may stand for it.")
    if _only_speaks(couple, concept, finding.source):
        return _as_doubt(finding, (), "Who speaks may be left out.")
    if _pronouns_more(named, couple, Side.TARGET, concept) > 0:
        ours = _pronoun_spots(named, couple, Side.TARGET, concept)
        places = [_relative(couple.source, spot) for spot in finding.source]
        for spot in ours:
            if any(abs(_relative(couple.target, spot) - place) <= _APART for place in places):
                return _as_doubt(finding, [spot], f"A pronoun, {spot.text}, may stand for it.")
    return finding


def _relative(sentences: Sequence[Sentence], spot: Spot) -> float:
    """How far into one side of a bead a place is, from 0 to 1; in a short one all places are the same."""
    length = sum(len(sentence.text) for sentence in sentences)
    before = takewhile(lambda sentence: sentence.id != spot.sentence, sentences)
    return (sum(len(sentence.text) for sentence in before) + spot.span.start) / max(length, _SHORT)


def _is_usable(named: Named, couple: Couple, concept: Concept) -> bool:
    """Whether a part may stand for the whole: always of a name, else where the whole was read shortly before."""
    number = named.number(couple)
    before = range(max(0, number - _EARLIER), number)
    return has_short_forms(concept) or any(named.count(concept, Side.TARGET, earlier) for earlier in before)


def _only_speaks(couple: Couple, concept: Concept, spots: Sequence[Spot]) -> bool:
    """Whether a person is named in the original only to say who speaks, 李斐说：“…”, which is often left out."""
    texts = {sentence.id: sentence.text for sentence in couple.source}
    is_person = ConceptKind.PERSON in kinds_of(concept)
    return is_person and all(_SPEAKS.match(texts[spot.sentence], spot.span.end) for spot in spots)


def _pronoun_spots(named: Named, couple: Couple, side: Side, concept: Concept) -> list[Spot]:
    language = named.bitext.language(side)
    return [
        Spot.of(sentence, Span(*match.span()))
        for sentence in couple.side(side)
        for match in pronouns(sentence.text, language, kinds_of(concept))
    ]


def _doubted(finding: Finding, hits: Sequence[Hit]) -> Finding:
    """The finding, as a doubt where the characters may be parts of other words at every place."""
    if any(hit.is_certain for hit in hits):
        return finding
    return _as_doubt(finding, (), "The characters may be parts of other words.")


def _as_doubt(finding: Finding, spots: Iterable[Spot], hint: str) -> Finding:
    return replace(
        finding,
        severity=Severity.NOTE,
        confidence=Confidence.DOUBTFUL,
        target=(*finding.target, *spots),
        hint=" ".join(filter(None, (finding.hint, hint))),
    )


def _kept(named: Named, concept: Concept) -> bool:
    """Whether the glossary has the same text on both sides, so that it is not translated."""
    source, target = named.terms(concept, Side.SOURCE), named.terms(concept, Side.TARGET)
    return bool(target) and {term.text for term in target} <= {term.text for term in source}


def _not_to_the_letter(
    named: Named, number: int, hits: Sequence[Hit], concepts: Sequence[Concept]
) -> Iterator[Finding]:
    """What is not to be translated and is there, but with other capitals or characters."""
    couple = named.bitext.couples[number]
    for concept in (each for each in concepts if _kept(named, each)):
        there = [hit for m in named.target.mentions[number] for hit in m if hit.concept.id == concept.id]
        expected = [term.text for term in named.terms(concept, Side.TARGET)]
        changed = [hit for hit in there if not hit.spot.text.startswith(tuple(expected))]
        if changed:
            yield KEPT.finding(
                couple,
                f"{hits[0].spot.text} is to be left as it is, and the translation has {changed[0].spot.text}.",
                source=[hit.spot for hit in hits],
                target=[hit.spot for hit in changed],
                concept=concept.id,
                expected=expected,
            )


def _forbidden(named: Named, number: int) -> Iterator[Finding]:
    couple = named.bitext.couples[number]
    for side in (Side.TARGET, Side.SOURCE):
        for mention in named.side(side).mentions[number]:
            bad = [hit for hit in mention if not hit.is_allowed]
            if bad and not _is_allowed_here(named, number, side, mention):
                yield from _forbidden_finding(named, couple, side, bad[0])


def _is_allowed_here(named: Named, number: int, side: Side, mention: Mention) -> bool:
    """Whether the word is allowed for another concept, which the other side names."""
    allowed = [hit.concept for hit in mention if hit.is_allowed]
    return any(named.has(concept, side.other, number) or not named.terms(concept, side.other) for concept in allowed)


def _forbidden_finding(named: Named, couple: Couple, side: Side, hit: Hit) -> Iterator[Finding]:
    number = named.number(couple)
    is_named = _is_named(named, hit.concept, side.other, number)
    other = writing(named.bitext.language(side.other))
    is_bilingual = any(writing(term.language) == other for term in hit.concept.terms)
    if is_bilingual and not is_named and not is_name(hit.concept) and side is Side.TARGET:
        return
    expected = tuple(term.text for term in named.terms(hit.concept, side))
    places = _places_of(named, number, side.other, hit.concept) if is_named else []
    finding = FORBIDDEN.finding(
        couple,
        f"{hit.spot.text} is forbidden" + (f"; the glossary has {_either(expected)}." if expected else "."),
        source=[hit.spot] if side is Side.SOURCE else places,
        target=[hit.spot] if side is Side.TARGET else [],
        concept=hit.concept.id,
        expected=expected,
        hint=hit.term.note,
        severity=Severity.NOTE if side is Side.SOURCE else None,
    )
    is_there_too = named.count(hit.concept, side, number) >= named.count(hit.concept, side.other, number) > 0
    if is_there_too and is_bilingual and side is Side.TARGET:
        finding = _as_doubt(finding, (), f"{expected[0]} stands there too, so that it may mean something else.")
    yield _doubted(finding, [hit])


def _is_named(named: Named, concept: Concept, side: Side, number: int) -> bool:
    """Whether one side of the bead or of a neighbour has any term of the concept, forbidden ones too."""
    near = range(number - 1, number + 2)
    return any(named.count(concept, side, n) for n in near) or any(
        n in near for n in named.side(side).beads_of.get(concept.id, ())
    )


def _places_of(named: Named, number: int, side: Side, concept: Concept) -> list[Spot]:
    """Where one side of the bead names the concept."""
    hits = chain.from_iterable(named.side(side).mentions[number])
    return [hit.spot for hit in hits if hit.concept.id == concept.id]


def _unfounded(named: Named, number: int) -> Iterator[Finding]:
    couple = named.bitext.couples[number]
    if not couple.source:
        return
    told = set()
    for mention in named.target.mentions[number]:
        if any(_has_reason(named, couple, hit) for hit in mention):
            continue
        hit = mention[0]
        if hit.concept.id not in told:
            told.add(hit.concept.id)
            expected = [term.text for term in named.terms(hit.concept, Side.SOURCE)]
            message = f"{hit.spot.text} is in the translation, but {_either(expected)} is not in the original."
            finding = UNFOUNDED.finding(couple, message, target=[hit.spot], concept=hit.concept.id, expected=expected)
            yield _doubted(finding, [hit])


def _has_reason(named: Named, couple: Couple, hit: Hit) -> bool:
    """Whether the original has what a term of the translation is for, or something that explains it."""
    number, concept = named.number(couple), hit.concept
    originals = named.terms(concept, Side.SOURCE)
    if not originals or not hit.is_allowed or named.has(concept, Side.SOURCE, number):
        return True
    if is_name(concept) and _stood_before(named, concept, number):
        return True
    if _pronouns_more(named, couple, Side.SOURCE, concept) > 0:
        return True
    part = next((near for near in near_terms(couple.source, concept, originals, ()) if _explains(near)), None)
    return part is not None or _has_character(couple, concept, originals)


def _stood_before(named: Named, concept: Concept, number: int) -> bool:
    before = named.source.beads_of.get(concept.id, ())
    return any(number - _EARLIER <= n < number for n in before)


def _pronouns_more(named: Named, couple: Couple, side: Side, concept: Concept) -> int:
    """How many pronouns one side has more than the other."""
    here, there = (len(_pronoun_spots(named, couple, which, concept)) for which in (side, side.other))
    return here - there


def _explains(near: Near) -> bool:
    """Whether a part of a term, or its other spelling, is what the other side has; a slip is not."""
    return near.nearness is not Nearness.SLIP


def _has_character(couple: Couple, concept: Concept, originals: Iterable[Term]) -> bool:
    """Whether the original has a short form: the head of a Chinese term, 厂 for 工厂, or a surname, 叶 for 叶文洁."""
    chinese = [term.text.strip("《》“”「」") for term in originals if term.language.is_unspaced]
    place = 0 if ConceptKind.PERSON in kinds_of(concept) and is_name(concept) else -1
    characters = {fold(text[place]) for text in chinese if text}
    return any(character in fold(sentence.text) for character in characters for sentence in couple.source)


def _fewer(named: Named, number: int) -> Iterator[Finding]:
    couple = named.bitext.couples[number]
    for hits, concepts in _wanted(named, number).values():
        if len(concepts) > 1 or not couple.target:
            continue
        (concept,) = concepts
        near = (number - 1, number + 1)
        spare = sum(max(0, named.count(concept, Side.TARGET, n) - named.count(concept, Side.SOURCE, n)) for n in near)
        there = named.count(concept, Side.TARGET, number) + spare
        if 0 < there < len(hits) - max(0, _pronouns_more(named, couple, Side.TARGET, concept)):
            expected = [term.text for term in named.terms(concept, Side.TARGET)]
            yield FEWER.finding(
                couple,
                f"The original has {hits[0].spot.text} {_times(len(hits))}, the translation names it {_times(there)}.",
                source=[hit.spot for hit in hits],
                target=_places_of(named, number, Side.TARGET, concept),
                concept=concept.id,
                expected=expected,
            )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _either(terms: Sequence[str]) -> str:
    """The terms as a list in a sentence, the first few of many.

    >>> _either(["chimney", "smokestack", "stack"])
    'chimney, smokestack or stack'
    """
    *most, last = terms[:_TOLD]
    return f"{', '.join(most)} or {last}" if most else last
