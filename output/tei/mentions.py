"""Words and names that an article gives in two languages: where they stand, and which concept they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bitext.articles import Article, Place, TermPair
from bitext.documents import BlockId, Document
from bitext.editions import Edition
from bitext.languages import LanguageTag
from bitext.terms import Concept, ConceptKind, Term
from lang.folding import fold
from output.tei.ids import concept_id, only_given, pointers, reference_id
from output.tei.inline import Annotation
from output.tei.terms import NAME_ELEMENTS

Find = Callable[[TermPair], Concept | None]


def all_pairs(article: Article) -> tuple[TermPair, ...]:
    """The pairs as printed, then those that are parts of them."""
    return (*article.pairs, *article.derived_pairs)


def finder(edition: Edition) -> Find:
    """A function that finds a pair's concept in the term base by both of its forms, in whatever script or case."""
    by_term: dict[tuple[str, str], dict[str, None]] = {}
    for concept in edition.termbase.concepts:
        for term in concept.terms:
            by_term.setdefault((term.language.language, fold(term.text)), {})[concept.id] = None

    def find(pair: TermPair) -> Concept | None:
        forms = ((form.language.language, fold(form.text)) for form in (pair.source, pair.target))
        source, target = (by_term.get(form, {}) for form in forms)
        return next((edition.termbase.by_id[id_] for id_ in source if id_ in target), None)

    return find


def concepts_of(edition: Edition, find: Find) -> tuple[Concept, ...]:
    """The term base, and a concept for each pair that is not in it."""
    pairs = ((article, n, pair) for article in edition.articles for n, pair in enumerate(all_pairs(article), 1))
    own = tuple(_own_concept(article, n, pair) for article, n, pair in pairs if find(pair) is None)
    return (*edition.termbase.concepts, *own)


def _own_concept(article: Article, number: int, pair: TermPair) -> Concept:
    terms = tuple(Term(text=form.text, language=form.language) for form in (pair.source, pair.target))
    return Concept(id=_pair_id(article, number), terms=terms, kind=pair.kind)


def _pair_id(article: Article, number: int) -> str:
    return f"{article.document}.pair{number}"


def names_in(edition: Edition, find: Find) -> Mapping[BlockId, Sequence[Annotation]]:
    """Where the texts name a concept, by block; two elements of a kind at one place are one, with both pointers."""
    found: dict[tuple[Place, str], Annotation] = {}
    for place, annotation in (*_of_pairs(edition, find), *_of_occurrences(edition)):
        first = found.setdefault((place, annotation.name), annotation)
        ref = dict.fromkeys(f"{first.attributes['ref']} {annotation.attributes['ref']}".split())
        found[place, annotation.name] = replace(first, attributes={**first.attributes, "ref": " ".join(ref)})
    by_block: dict[BlockId, list[Annotation]] = {}
    for (place, _), annotation in found.items():
        by_block.setdefault(place.block, []).append(annotation)
    return by_block


def _of_pairs(edition: Edition, find: Find) -> Iterator[tuple[Place, Annotation]]:
    for article in edition.articles:
        document = edition.document_by_id[article.document]
        for number, pair in enumerate(all_pairs(article), 1):
            own = _Pair(article, document, pair, _pair_id(article, number), find(pair))
            for place in dict.fromkeys(pair.mentions):
                name = NAME_ELEMENTS[pair.kind]
                yield place, Annotation(span=place.span, name=name, attributes=own.attributes(place))


def _of_occurrences(edition: Edition) -> Iterator[tuple[Place, Annotation]]:
    for occurrence in edition.occurrences:
        name = NAME_ELEMENTS[edition.termbase.by_id[occurrence.concept].kind]
        attributes = {"ref": f"#{concept_id(occurrence.concept)}"}
        yield occurrence.place, Annotation(span=occurrence.place.span, name=name, attributes=attributes)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair, and all that its mentions point at."""

    article: Article
    document: Document
    pair: TermPair
    id: str
    concept: Concept | None

    def attributes(self, place: Place) -> dict[str, str]:
        form, language = self._form(place)
        works = tuple(self._works())
        surrounding = self.document.block_by_id[place.block].language or self.document.language
        return only_given(
            {
                **self._joint(place),
                "level": "j" if self.pair.kind is ConceptKind.JOURNAL else None,
                "type": form if works else None,
                "xml:lang": language if language != surrounding else None,
                "ref": pointers((*works, concept_id(self.concept.id if self.concept else self.id))),
            }
        )

    def _form(self, place: Place) -> tuple[str, LanguageTag]:
        """Which of a title's forms stands there, and its language."""
        text = self._text(place)
        if text == self.pair.romanized:
            return "transliterated", LanguageTag(f"{self.pair.target.language.language}-Latn")
        is_original = text == self.pair.target.text
        return ("original", self.pair.target.language) if is_original else ("translated", self.pair.source.language)

    def _text(self, place: Place) -> str:
        return place.span.of(self.document.block_by_id[place.block].text)

    def _works(self) -> Iterator[str]:
        """The works cited that have both titles, and of which we so know which one is the original."""
        for reference in self.article.references:
            original = reference.original_title
            if original and original.text == self.pair.target.text and reference.title == self.pair.source.text:
                yield reference_id(self.article, reference.key)

    def _joint(self, place: Place) -> Mapping[str, str]:
        """Where the two forms stand together they point at each other."""
        together = [
            next((m for m in self.pair.mentions if _within(m, self.pair.place) and self._text(m) == form.text), None)
            for form in (self.pair.source, self.pair.target)
        ]
        if place not in together or None in together:
            return {}
        names = (f"{self.id}.source", f"{self.id}.target")
        own, other = names if place == together[0] else reversed(names)
        return {"xml:id": own, "corresp": f"#{other}"}


def _within(inner: Place, outer: Place) -> bool:
    return inner.block == outer.block and outer.span.start <= inner.span.start and inner.span.end <= outer.span.end
