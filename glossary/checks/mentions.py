"""The rule that the first mention of a name gives the original too: Shuang Xuetao (双雪涛), and no later one does."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from glossary.checks.contract import Couple, Finding, Rule, Severity, Side
from glossary.checks.hits import Hit, Named
from glossary.matching import term_key

NOT_GIVEN: Final = Rule(
    code="V007",
    title="first mention without the original",
    severity=Severity.WARNING,
    explanation="With --first-mention: the first time that the translation names a concept, in the book or in each "
    "chapter, the original does not stand beside it. Write the original behind it in brackets, or without, as in "
    "Shuang Xuetao (双雪涛).",
)
GIVEN_AGAIN: Final = Rule(
    code="V008",
    title="original given again",
    severity=Severity.NOTE,
    explanation="With --first-mention: the original stands beside a term that was mentioned before, in the book "
    "or in "
    "the chapter. It is needed once.",
)
RULES: Final = (NOT_GIVEN, GIVEN_AGAIN)

_BEHIND: Final = re.compile(r"(?:['’]s?)?[》”’\"'*_]*\s*(?P<open>[(（\[［【])?(?P<inside>[^()（）\[\]［］【】]*)")
_BEFORE: Final = re.compile(r"(?P<outside>[^()（）\[\]［］【】]*)[(（\[［【][《“‘\"'*_]*$")


class Stretch(StrEnum):
    """Of what a mention is the first."""

    BOOK = "book"
    CHAPTER = "chapter"


def check(named: Named, stretch: Stretch) -> Iterator[Finding]:
    """The first mentions that lack the original, and the later ones that have it."""
    seen: set[tuple[str, str]] = set()
    for number, couple in enumerate(named.bitext.couples):
        for mention in named.target.mentions[number]:
            hit = mention[0]
            if len(mention) > 1 or not hit.is_allowed:
                continue  # which of several concepts is meant is not known
            originals = [term.text for term in named.terms(hit.concept, Side.SOURCE)]
            where = hit.sentence.division if stretch is Stretch.CHAPTER else ""
            is_first = (where, hit.concept.id) not in seen
            seen.add((where, hit.concept.id))
            if originals and is_first != is_given(hit, originals):
                yield _finding(couple, hit, originals, is_first=is_first)


def _finding(couple: Couple, hit: Hit, originals: Sequence[str], *, is_first: bool) -> Finding:
    name = hit.spot.text
    if is_first:
        message = f"{name} is mentioned for the first time without {originals[0]}."
        hint = f"Write {name} ({originals[0]})."
        return NOT_GIVEN.finding(
            couple, message, target=[hit.spot], concept=hit.concept.id, expected=[f"{name} ({originals[0]})"], hint=hint
        )
    message = f"{name} was mentioned before; {originals[0]} need not stand beside it again."
    return GIVEN_AGAIN.finding(couple, message, target=[hit.spot], concept=hit.concept.id, expected=[name])


def is_given(hit: Hit, originals: Sequence[str]) -> bool:
    """Whether one of the originals stands beside the term: behind it, in brackets or not, or before its brackets."""
    keys = {"".join(term_key(original)) for original in originals}
    behind = _BEHIND.match(hit.sentence.text, hit.span.end)
    before = _BEFORE.search(hit.sentence.text[: hit.span.start])
    follows = "".join(term_key(behind["inside"])) if behind and behind["inside"].strip() else ""
    leads = "".join(term_key(before["outside"])) if before and before["outside"].strip() else ""
    is_bracketed = behind is not None and behind["open"] is not None
    return any(key in follows if is_bracketed else follows.startswith(key) for key in keys) or any(
        leads.rstrip("\"'”》").endswith(key) for key in keys
    )
