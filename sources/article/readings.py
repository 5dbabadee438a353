"""A passage with all that was seen in it: sentences, marks, names of authors, citations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bitext.articles import CitedPart
from bitext.spans import Span
from sources.article.passages import Passage
from sources.article.quotation_marks import Quoted
from sources.article.sentences import sentence_at
from sources.article.works import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation in a passage: where, as printed, and what each part of it means."""

    span: Span
    parts: tuple[CitedPart, ...]
    printed: tuple[Passage, Span] | None = (
        None  # where it is printed, if that is a note; `span` is then the note's call
    )
    is_narrative: bool = False  # the year behind a name in the sentence: Shuang (2016) writes

    def where(self, passage: Passage) -> tuple[Passage, Span]:
        """Where the citation is printed: in the passage itself, or in a note."""
        return self.printed or (passage, self.span)

    @property
    def reference(self) -> str | None:
        """The work that words quoted before it are from: the first part's; what follows is "see also"."""
        return self.parts[0].reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A passage with all that was seen in it."""

    passage: Passage
    sentences: tuple[Span, ...]
    quotes: tuple[Quoted, ...]
    mentions: tuple[Mention, ...]
    cited: tuple[Cited, ...] = ()

    def sentence(self, at: int) -> Span:
        """The sentence at an offset of the passage."""
        return sentence_at(self.sentences, at)

    @property
    def last_sentence(self) -> Span:
        """The sentence that leads on to the next passage."""
        return self.sentences[-1] if self.sentences else Span(0, 0)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The authors and titles named in a stretch."""
        return tuple(m for m in self.mentions if span.start <= m.span.start and m.span.end <= span.end)

    def said_in(self, span: Span) -> tuple[Mention, ...]:
        """The same without those that only a citation names, or the words of somebody else."""
        own = (
            m for m in self.mentions_in(span) if m.is_title or not any(q.inner.overlaps(m.span) for q in self.quotes)
        )
        return tuple(m for m in own if not any(c.span.overlaps(m.span) for c in self.cited))


def all_cited(readings: Iterable[Reading]) -> Iterator[tuple[Reading, Cited]]:
    """Every citation with the passage that it stands in."""
    return ((reading, cited) for reading in readings for cited in reading.cited)
