"""The works cited as something to look up: by a printed author, a short title, a number."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bitext.articles import Person, Reference
from bitext.spans import Span
from sources.article.names import Likeness, is_misprint, letters, likeness
from sources.article.pinyin import is_pinyin
from sources.article.scripts import has_cjk
from sources.article.vocabulary import BEFORE_NAMES, NAMES_THAT_ARE_WORDS, PARTICLES, SPEAKING, STUDYING, any_of

_LONG_ENOUGH: Final = 4  # letters of a word that can stand for a title
_SUBTITLE: Final = re.compile(r"\s*(?::|：|\.\s|——|--|\?\s|—)\s*")
_AND: Final = re.compile(
    r",?\s*(?:\band\b|&|\bund\b)\s*|,\s*|、|，|(?<=[\u4e00-\u9fff])[和与與及](?=[\u4e00-\u9fff])", re.IGNORECASE
)
_ET_AL: Final = re.compile(r",?\s*(?:et\s+al\.?|and\s+(?:others|colleagues)|等人?)\Z", re.IGNORECASE)

_REPORTING: Final = re.compile(
    r"(?:['’]s?\b|\s*\(|\s+(?:et al\.|and\b|&)|,?\s+(?:(?:also|further|once|then|again|himself|herself|has|have|had"
    rf"|would|will|does|is|was)\s+)?{any_of(SPEAKING | STUDYING)}\b)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that name an author or a work: the references that they may mean."""

    span: Span
    keys: tuple[str, ...]
    is_title: bool = False
    likeness: Likeness = Likeness.SAME


def main_title(title: str) -> str:
    """The title without its subtitle.

    >>> main_title("Exposed: Environmental Politics"), main_title("Power/Knowledge. Selected Interviews")
    ('Exposed', 'Power/Knowledge')
    """
    return _SUBTITLE.split(title, maxsplit=1)[0]


def title_words(title: str) -> tuple[str, ...]:
    """The words of a title for comparing: folded, without the article before them."""
    words = tuple(letters(word) for word in re.split(r"[\s/]+|(?<=\w)[-–—:](?=\w)", title))
    words = tuple(word for word in words if word)
    return words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words


@dataclass(frozen=True)
class Works:
    """The references of an article, and how to find one."""

    references: tuple[Reference, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Reference]:
        """The references by their keys."""
        return {reference.key: reference for reference in self.references}

    @cached_property
    def by_number(self) -> Mapping[str, Reference]:
        """The references of a numbered list by their numbers."""
        return {reference.number: reference for reference in self.references if reference.number}

    @cached_property
    def is_author_date(self) -> bool:
        """Whether the list puts the year behind the author, as APA and Chicago's author-date style do."""
        early = sum(1 for r in self.references if r.year and 0 < r.raw.find(str(r.year)) < r.raw.find(r.title))
        return 2 * early > len(self.references)

    def by_author(self, printed: str) -> tuple[tuple[Reference, Likeness], ...]:
        """The references that the printed names may mean, the likest only."""
        names, more = printed_names(printed)
        found = [(r, _likeness(names, r, more=more)) for r in self.references if r.authors]
        best = max((like for _, like in found), default=Likeness.NONE)
        if best is not Likeness.NONE:
            return tuple((r, like) for r, like in found if like is best)
        misprints = (r for r in self.references if r.authors and names and is_misprint(names[0], r.authors[0].family))
        return tuple((r, Likeness.VARIANT) for r in misprints)

    def by_title(self, printed: str) -> tuple[Reference, ...]:
        """The references whose title begins with the printed words; or else holds them, with others between."""
        words = title_words(printed)
        if not words:
            return ()
        begun = tuple(r for r in self.references if any(t[: len(words)] == words for t in _titles(r)))
        if begun:
            whole = tuple(r for r in begun if any(t == words for t in _titles(r)))
            return whole or begun
        if len(words) < 2 and not has_cjk(printed):
            return ()
        held = tuple(r for r in self.references if any(_holds(t, words) for t in _titles(r)))
        return held or tuple(r for r in self.references if any(_abridged(t, words) for t in _titles(r)))

    def by_words(self, printed: str, candidates: Sequence[Reference]) -> tuple[Reference, ...]:
        """Those of an author's works whose title has the printed words anywhere: *Kilns*, for *A Life of Kilns*."""
        words = {word for word in title_words(printed) if len(word) >= _LONG_ENOUGH}
        return tuple(r for r in candidates if words and any(words <= set(title) for title in _titles(r)))

    def mentions(self, text: str, emphasis: Sequence[Span] = ()) -> tuple[Mention, ...]:
        """Where the text names an author or a title of the list, in order."""
        return tuple(sorted((*self._authors(text), *self._titles(text, emphasis)), key=lambda mention: mention.span))

    def _authors(self, text: str) -> Iterator[Mention]:
        if self._family is None:
            return
        for found in self._family.finditer(text):
            span = Span(*found.span())
            persons = self._persons[letters(found[0])]
            likest = [(key, _mention_likeness(text, span, person)) for key, person in persons]
            best = max((like for _, like in likest), default=Likeness.NONE)
            if best is not Likeness.NONE:
                yield Mention(span, tuple(dict.fromkeys(key for key, like in likest if like is best)), likeness=best)

    @cached_property
    def _persons(self) -> Mapping[str, tuple[tuple[str, Person], ...]]:
        """Who bears a family name, by its letters; with the keys of their works."""
        found: dict[str, list[tuple[str, Person]]] = {}
        for reference in self.references:
            for person in reference.authors:
                for name in _mentionable(person):
                    found.setdefault(letters(name), []).append((reference.key, person))
        return {name: tuple(persons) for name, persons in found.items()}

    @cached_property
    def _family(self) -> re.Pattern[str] | None:
        names = {name for r in self.references for person in r.authors for name in _mentionable(person)}
        if not names:
            return None
        longest = sorted(names, key=lambda name: (-len(name), name))
        return re.compile("|".join(_flexible(name) for name in longest))

    def _titles(self, text: str, emphasis: Sequence[Span]) -> Iterator[Mention]:
        for title, keys in self._title_keys.items():
            for found in re.finditer(_bounded(title), text):
                span = Span(*found.span())
                if len(title.split()) > 1 or has_cjk(title) or span in emphasis:
                    yield Mention(span, keys, is_title=True)

    @cached_property
    def _title_keys(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for reference in self.references:
            original = (reference.original_title.text,) if reference.original_title else ()
            for title in dict.fromkeys((main_title(reference.title), *original, reference.romanized_title or "")):
                if len(title) > 2:
                    found[title] = (*found.get(title, ()), reference.key)
        return found


def printed_names(printed: str) -> tuple[tuple[str, ...], bool]:
    """The names in a citation, and whether more are meant.

    >>> printed_names("Smith, Jones, and Lee"), printed_names("Hassink et al.")
    ((('Smith', 'Jones', 'Lee'), False), (('Hassink',), True))
    """
    rest = _ET_AL.sub("", printed.strip())
    return tuple(name for name in (part.strip() for part in _AND.split(rest)) if name), rest != printed.strip()


def _likeness(names: Sequence[str], reference: Reference, *, more: bool) -> Likeness:
    """The worst likeness of a printed name with the author in its place."""
    authors = reference.authors
    if not names or len(names) > len(authors) or (more and len(authors) == 1 and not reference.more_authors):
        return Likeness.NONE
    return min(likeness(name, person) for name, person in zip(names, authors, strict=False))


def _titles(reference: Reference) -> Iterator[tuple[str, ...]]:
    original = reference.original_title
    for title in (
        reference.title,
        main_title(reference.title),
        original.text if original else "",
        reference.romanized_title or "",
    ):
        if title:
            yield title_words(title)


def _holds(title: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if len(title) == len(words) == 1:  # Chinese, which has no spaces
        return words[0] in title[0]
    return any(title[n : n + len(words)] == words for n in range(1, len(title) - len(words) + 1))


def _abridged(title: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Letter to Arden, for Letter to Lena Arden: the same first word, and the others in their order."""
    rest = iter(title)
    return len(words) > 2 and title[:1] == words[:1] and all(word in rest for word in words)


def _mentionable(person: Person) -> Iterator[str]:
    if not (has_cjk(person.family) and len(person.family) == 1):  # 林 is also a wood
        yield person.family
    words = person.family.split()
    bare = [word for word in words if word.casefold() not in PARTICLES]
    if bare and len(bare) < len(words):
        yield " ".join(bare)
    if person.original:
        yield person.original


def _flexible(name: str) -> str:
    """A pattern for the name: a hyphen may be a space, a particle may have a capital."""
    if has_cjk(name):
        return re.escape(name)
    words = re.split(r"[\s\-]+", name)
    parts = (f"(?i:{word})" if word.casefold() in PARTICLES else re.escape(word) for word in words)
    return r"(?<!\w)(?<!\w[\-'’])" + r"[\s\-]".join(parts) + r"(?![\w\-])"


def _bounded(title: str) -> str:
    before, after = ("" if has_cjk(title[0]) else r"(?<!\w)"), ("" if has_cjk(title[-1]) else r"(?!\w)")
    return before + r"\s+".join(map(re.escape, title.split())) + after


_LEFT: Final = re.compile(r"(?:(?<!\w)[^\W\d_a-z][\w.'’\-]*\s+){1,3}\Z")
_RIGHT: Final = re.compile(r"\s+([^\W\d_a-z][\w'’\-]*\w(?:\s+[^\W\d_a-z][\w'’\-]*\w)?)")


def _mention_likeness(text: str, span: Span, person: Person) -> Likeness:
    """Whether the family name at `span`, with the capitalised words beside it, can be this person's."""
    name = span.of(text)
    if has_cjk(name):
        return Likeness.SAME
    left, right = _left_words(text, span.start), _RIGHT.match(text, span.end)
    after = [word.removesuffix("'s").removesuffix("’s") for word in right[1].split()] if right else []
    forms = [
        *(" ".join((*left[n:], name)) for n in range(len(left))),
        *(" ".join((name, *after[: n + 1])) for n in range(len(after))),
    ]
    best = max((likeness(form, person) for form in forms), default=Likeness.NONE)
    if best is not Likeness.NONE:
        return best
    if left or (after and is_pinyin(name) and is_pinyin(after[0])):
        return Likeness.NONE
    if name.casefold() in NAMES_THAT_ARE_WORDS and not _REPORTING.match(text, span.end):
        return Likeness.NONE
    return Likeness.SAME if letters(name) == letters(person.family) else Likeness.VARIANT


def _left_words(text: str, end: int) -> list[str]:
    """The capitalised words before a name, without those that only begin a sentence or say what somebody is."""
    found = _LEFT.search(text, max(0, end - 60), end)
    words = found[0].split() if found else []
    while words and words[0].rstrip(".").casefold() in BEFORE_NAMES:
        words = words[1:]
    if any(word.rstrip(".").casefold() in BEFORE_NAMES or word.endswith(("'s", "’s")) for word in words):
        return []
    return words
