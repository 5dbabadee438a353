"""The sentences of a passage, as a reader sees them: a quotation is whole, and its citation goes with it."""

from collections.abc import Sequence
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.rules import rules_for
from lang.sentences import Policy, split
from sources.article.parentheses import parentheses
from sources.article.quotation_marks import outermost

_LONGEST_QUOTE: Final = 1500  # characters; a longer stretch in marks is more likely to be a mistake in them


def sentences(text: str, language: LanguageTag) -> tuple[Span, ...]:
    """Spans of the sentences; together they are the text.

    >>> text = "It is “one. It is two” (23). The ways."
    >>> [span.of(text) for span in sentences(text, LanguageTag("en"))]
    ['It is “one. It is two” (23). ', 'The ways.']
    """
    whole = [q.span for q in outermost(text) if len(q.span) <= _LONGEST_QUOTE]
    whole += [p.span for p in parentheses(text)]
    ends = sorted(span.end for span in split(text, rules_for(language), Policy.SPEECH))
    cuts = [end for end in ends if not _is_inside(end, whole) and not text[end:].startswith(("(", "（"))]
    starts = [0, *cuts]
    return tuple(Span(a, b) for a, b in zip(starts, [*cuts, len(text)], strict=True) if a < b)


def _is_inside(at: int, spans: Sequence[Span]) -> bool:
    return any(span.start < at < span.end for span in spans)


def sentence_at(found: Sequence[Span], at: int) -> Span:
    """The sentence that holds the character at `at`."""
    return next((span for span in found if span.start <= at < span.end), found[-1] if found else Span(0, 0))
