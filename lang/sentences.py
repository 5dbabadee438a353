"""Texts and documents divided into sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import Final

from bitext.documents import Block, BlockKind, Document
from bitext.drafts import segments_at
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang import scanner
from lang.rules import Rules
from lang.segmenters import RULES, Segmenter, quotation_rules
from lang.speech import whole_quotations

# Headings, verse lines and entries of a list of works cited are units as they stand, whatever is in them.
_WHOLE: Final = frozenset({BlockKind.HEADING, BlockKind.VERSE, BlockKind.REFERENCE, BlockKind.SEPARATOR})


class Policy(StrEnum):
    """How much of a dialogue is one sentence."""

    FINE = "fine"  # for alignment: a cut within quotations, and between a quotation and its speech tag
    SPEECH = "speech"  # for reading: a quotation is whole and keeps its speech tag


def split(text: str, rules: Rules, policy: Policy = Policy.FINE) -> Iterator[Span]:
    """Spans of the sentences; together they are the text, with nothing dropped.

    A line break ends a sentence: the readers have joined what was only wrapped.

    >>> from lang.rules import rules_for
    >>> text = "“走吧。”他说。"
    >>> [span.of(text) for span in split(text, rules_for("zh"))]
    ['“走吧。”', '他说。']
    >>> [span.of(text) for span in split(text, rules_for("zh"), Policy.SPEECH)]
    ['“走吧。”他说。']
    """
    return _spans(text, scanner.ends(text, rules), rules, policy)


def _spans(text: str, ends: Iterable[int], rules: Rules, policy: Policy) -> Iterator[Span]:
    start = 0
    for end in ends if policy is Policy.FINE else whole_quotations(text, ends, rules):
        yield Span(start, end)
        start = end
    if start < len(text):
        yield Span(start, len(text))


def divided(text: str, language: LanguageTag, policy: Policy = Policy.FINE, *, by: Segmenter = RULES) -> Iterator[Span]:
    """Spans of the sentences of a text in a language, by any segmenter; together they are the text.

    Raises what `by.divider` raises.
    """
    return _spans(text, by.divider(language)(text), quotation_rules(language), policy)


def segment(document: Document, policy: Policy = Policy.FINE, *, by: Segmenter = RULES) -> Document:
    """The document with segments in all its blocks and notes; those that are there already stay.

    A block in a language that the segmenter does not know is cut as the document's own language is.
    Raises `UnknownLanguage` where it does not know that one, `MissingDependency` where its package is not there.
    """
    divider = cache(by.divider)
    divider(document.language)

    def spans(block: Block) -> Iterable[Span]:
        if block.kind in _WHOLE:
            return [Span(0, len(block.text))]
        own = block.language if block.language and by.knows(block.language) else document.language
        return _spans(block.text, divider(own)(block.text), quotation_rules(own), policy)

    blocks = (block for block in (*document.blocks, *document.notes) if not block.segments)
    return document.with_blocks(
        {block.id: replace(block, segments=segments_at(block.id, block.text, spans(block))) for block in blocks}
    )
