"""A large edition that is made up, always the same, for measuring exporters: chapters, notes, terms in their places."""

import random
from collections.abc import Iterator, Sequence

from bitext.alignments import Alignment, Bead
from bitext.articles import Localized, Place
from bitext.documents import BlockKind, Document, DocumentId, Mark, MarkKind
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Edition, Metadata, Occurrence
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Concept, Term, Termbase

_ZH, _EN = LanguageTag("zh-Hans"), LanguageTag("en")
_HAN = "那年冬天铁西区下了三场雪烟囱一共根最高的在冶炼厂里冒白也黄父亲说是水汽命母车间开没有请过假"
_WORDS = ("that", "winter", "it", "snowed", "three", "times", "and", "chimney", "stood", "in", "smelter", "said")
_CONCEPTS = 500


def large_edition(chapters: int, pairs: int, *, sentences: tuple[int, int] = (1, 3)) -> Edition:
    """Chapters of so many paragraph pairs each, a paragraph having from one number of sentences to the other."""
    rng = random.Random(7)  # noqa: S311 - the same book every time
    sizes = [[rng.randint(*sentences) for _ in range(pairs)] for _ in range(chapters)]
    zh = _document("zh", _ZH, [list(_chinese(rng, chapter)) for chapter in sizes], "第{}章")
    en = _document("en", _EN, [list(_english(rng, chapter)) for chapter in sizes], "Chapter {}")
    beads = (Bead(source=(a.id,), target=(b.id,)) for a, b in zip(zh.segments, en.segments, strict=True))
    base = Termbase(
        concepts=tuple(
            Concept(id=f"c{n}", terms=(Term(text=f"词{n}", language=_ZH), Term(text=f"word {n}", language=_EN)))
            for n in range(_CONCEPTS)
        )
    )
    return Edition(
        metadata=Metadata(name="large", titles=(Localized("大书", _ZH), Localized("A Large Book", _EN))),
        documents=(zh, en),
        alignments=(Alignment.covering(zh, en, beads),),
        termbase=base,
        occurrences=tuple(_occurrences(rng, zh)),
    )


def _document(id_: str, tag: LanguageTag, chapters: Sequence[Sequence[Draft]], heading: str) -> Document:
    blocks: list[Draft] = []
    notes: list[Draft] = []
    for count, (first, *rest) in enumerate(chapters, 1):
        title = heading.format(count)
        call = Mark(Span(3, 3), MarkKind.NOTE, str(count))
        called = Draft(text=first.text, segments=first.segments, marks=(call,))
        blocks += [Draft(text=title, kind=BlockKind.HEADING, level=1, segments=(Span(0, len(title)),)), called, *rest]
        notes.append(Draft(text=title, kind=BlockKind.NOTE, key=str(count)))
    return number(Drafted(blocks=tuple(blocks), notes=tuple(notes)), DocumentId(id_), tag)


def _chinese(rng: random.Random, sizes: Sequence[int]) -> Iterator[Draft]:
    for size in sizes:
        yield _paragraph(["".join(rng.choices(_HAN, k=18)) + "。" for _ in range(size)])


def _english(rng: random.Random, sizes: Sequence[int]) -> Iterator[Draft]:
    for size in sizes:
        yield _paragraph([" ".join(rng.choices(_WORDS, k=13)).capitalize() + ". " for _ in range(size)])


def _paragraph(sentences: Sequence[str]) -> Draft:
    ends = [0]
    for sentence in sentences:
        ends.append(ends[-1] + len(sentence))
    return Draft(text="".join(sentences), segments=tuple(map(Span, ends, ends[1:])))


def _occurrences(rng: random.Random, document: Document) -> Iterator[Occurrence]:
    for block in document.blocks:
        if len(block.text) > 6 and rng.random() < 0.5:
            yield Occurrence(Place(block.id, Span(2, 4)), f"c{rng.randrange(_CONCEPTS)}")
