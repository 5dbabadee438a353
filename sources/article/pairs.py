"""Words and titles that the article itself prints in two languages, and every place where either stands again.

The forms are *Title* (中文), “Title” [中文], 中文 (Title), *Pinyin* 中文 (Title), Name 中文, and the same in
full-width brackets.  Nothing is paired that is not printed side by side.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bitext.articles import Localized, Person, Place, Reference, TermPair
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import ConceptKind
from lang.folding import fold
from lang.script import Script, detect_language, script_of
from sources.article.edges import HAN_RUN, Edge, is_title, left_edge, right_edge
from sources.article.han_edges import han_edge
from sources.article.kinds import Around, by_use, kind_of
from sources.article.names import order
from sources.article.parentheses import Parenthesis, parentheses
from sources.article.passages import Passage
from sources.article.pinyin import is_pinyin, spells
from sources.article.quotation_marks import outermost
from sources.article.scripts import CJK, cjk_count, has_cjk, has_latin, preceding
from sources.article.works import main_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The two sides of a pair in a passage."""

    passage: Passage
    latin: str
    han: str
    span: Span  # of both together
    sign: str  # what showed the left edge
    is_title: bool = False  # in 《》, or the title of an entry
    romanized: str | None = None
    around: Around


_LONGEST_NAME: Final = 4  # words of a person's name; what is longer was no name
_LONGEST_TITLE: Final = 48  # Chinese characters; what is longer is a sentence
_BEHIND: Final = 40  # characters behind a pair that may say what it is
_LABEL: Final = re.compile(
    r"(?:in\s+)?(?:chinese|original(?:\s+title)?|original\s+chinese|chinese\s+(?:title|original)|mandarin|traditional|simplified|pinyin|literally|lit\.|or|also|hereafter|aka|a\.k\.a\.)\s*[:,]?\s*",
    re.IGNORECASE,
)
_LITERAL: Final = re.compile(
    r"[\"“‘']?\s*(?:lit\.|literally|meaning|i\.e\.|or\b|b\.|born|d\.|died|c\.|ca\.|r\.|see|pub|published|\d|hereafter|abbr)",
    re.IGNORECASE,
)
_NOT_LATIN: Final = re.compile(
    r"\s*(?:b\.|born|d\.|died|c\.|ca\.|r\.|see\b|cf\.|e\.g\.|i\.e\.|my\s|our\s|in\s+(?:chinese|english)|emphasis|trans(?:l?\.|lat(?:ed|ion|or)\s(?:by|from|mine))|hereafter|figure|fig\.|table|p\.|pp\.|vol|no\.|n\.d|ed\b|eds\b|isbn|doi|http|qtd|ibid|film\b|novel\b|\d)",
    re.IGNORECASE,
)
_FORMATS: Final = frozenset({"PDF", "DVD", "CD", "VCD", "DOI", "ISBN", "ISSN", "URL", "APP", "PPT", "JPG"})
_TYPE_CODE: Final = re.compile("[A-Z]{1,2}(?:/[A-Z]{2})?")  # GB/T 7714: 世界的调音[M]
_INNER: Final = re.compile(
    rf"(?P<lead>(?:[^{CJK}《〈「『“]|“[^{CJK}”]*”)*?)(?P<open>[《〈「『“]?)(?P<han>(?:{HAN_RUN.pattern})[》〉」』”]?)(?P<rest>.*)",
    re.DOTALL,
)


def find_pairs(
    passages: Sequence[Passage],
    cited: Callable[[Passage, Span], bool],
    references: Sequence[Reference],
    language: LanguageTag,
) -> tuple[TermPair, ...]:
    """The printed pairs in their order, each with all its mentions; `cited` tells citations from other parentheses."""
    found = _Finder(passages, cited, language).found(references)
    han_language = chinese_of(passages)
    journals = (one.container for one in references if one.container and one.kind == "article-journal")
    containers = {re.split(r"\s*[\[(]", journal)[0] for journal in journals}
    authors = (person for one in references for person in one.authors)
    people = {name for person in authors for name in (person.original, person.display) if name}
    titles = {title.casefold() for r in references for title in (r.title, main_title(r.title)) if title}
    printed = (_used(_pair(one, language, han_language), passages) for one in found)
    pairs = [_as_listed(pair, containers, titles, people) for pair in printed]
    return tuple(replace(pair, mentions=mentions(pair, passages, also)) for pair, also in _merged(pairs))


def _as_listed(
    pair: TermPair, containers: Collection[str], titles: Collection[str], people: Collection[str]
) -> TermPair:
    """What an entry has as its container is a journal's title; its title is a work's, and its authors are persons."""
    sides = (pair.source.text, pair.target.text)
    if any(side in containers for side in sides):
        return replace(pair, kind=ConceptKind.JOURNAL)
    if any(side in people for side in sides):
        return replace(pair, kind=ConceptKind.PERSON)
    is_title = any(side.casefold() in titles for side in sides if has_cjk(side) or side[:1].isupper())
    is_title = is_title and not any(side.islower() for side in sides if not has_cjk(side))
    return replace(pair, kind=ConceptKind.WORK) if is_title and pair.kind is ConceptKind.TERM else pair


def _used(pair: TermPair, passages: Sequence[Passage]) -> TermPair:
    """The pair with the kind that its uses in the whole article show."""
    latin = pair.target.text if has_cjk(pair.source.text) else pair.source.text
    sides = (pair.source.text, pair.target.text)
    uses = (_around_it(p.text, span) for p in passages for span in _spans(sides, pair.kind, p))
    return replace(pair, kind=by_use(pair.kind, latin, uses))


def chinese_of(passages: Iterable[Passage]) -> LanguageTag:
    """The language of the Chinese (or Japanese, Korean) words of an article, taken together."""
    words = "".join(letter for passage in passages for letter in re.findall(f"[{CJK}]", passage.text))
    return (detect_language(words) if words else None) or LanguageTag("zh")


def _pair(found: Found, language: LanguageTag, han_language: LanguageTag) -> TermPair:
    script = script_of(found.han).script
    own = {Script.SIMPLIFIED: LanguageTag("zh-Hans"), Script.TRADITIONAL: LanguageTag("zh-Hant")}.get(
        script, han_language
    )
    han = Localized(found.han, own if han_language.language == "zh" else han_language)
    is_chinese = language.is_unspaced
    latin = Localized(found.latin, _latin_language(found.latin) if is_chinese else language)
    return TermPair(
        source=han if is_chinese else latin,
        target=latin if is_chinese else han,
        kind=kind_of(found.latin, found.han, found.sign, found.around, is_title=found.is_title),
        place=found.passage.place(found.span),
        romanized=found.romanized,
    )


def _latin_language(text: str) -> LanguageTag:
    """English, unless the words are pinyin or clearly of another language."""
    if is_pinyin(text) and text.islower():
        return LanguageTag("zh-Latn-pinyin")
    return (detect_language(text) if len(text.split()) > 3 else None) or LanguageTag("en")


def _merged(pairs: Iterable[TermPair]) -> list[tuple[TermPair, tuple[str, ...]]]:
    """Each pair once, as it was first printed, with the other ways in which its sides have capitals."""
    kept: dict[tuple[str, str], TermPair] = {}
    forms: dict[tuple[str, str], dict[str, None]] = {}
    for pair in pairs:
        key = (pair.source.text.casefold(), fold(pair.target.text).casefold())
        first = kept.setdefault(key, pair)
        forms.setdefault(key, {}).update(dict.fromkeys((pair.source.text, pair.target.text)))
        if first.romanized is None and pair.romanized:
            kept[key] = replace(first, romanized=pair.romanized)
    return [(pair, tuple(forms[key])) for key, pair in kept.items()]


class _Finder:
    """Looks through the passages; keeps what it needs to know of all of them."""

    def __init__(
        self, passages: Sequence[Passage], cited: Callable[[Passage, Span], bool], language: LanguageTag
    ) -> None:
        self.passages = passages
        self.cited = cited
        self.language = language
        self.counts: Counter[str] = Counter()
        self.text = "\n".join(passage.text for passage in passages)

    def found(self, references: Sequence[Reference]) -> Iterator[Found]:
        """All pairs, in reading order."""
        by_block: dict[str, list[Reference]] = {}
        for reference in references:
            if reference.place:
                by_block.setdefault(reference.place.block, []).append(reference)
        for passage in self.passages:
            listed = by_block.get(passage.pieces[0].block.id, []) if passage.part == "works-cited" else []
            own = [reference for reference in listed if reference.raw.strip() in passage.text]
            titled = [one for reference in own for one in _listed(reference, passage, self.text)]
            taken = (
                {one.han for one in titled}
                | {p.original for r in own for p in r.authors if p.given}
                | {r.original_title.text for r in own if r.original_title}
            )
            scanned = [one for one in self._scan(passage) if not listed or one.han not in taken]
            whole = [one for one in (*titled, *scanned) if has_latin(one.latin) and has_cjk(one.han)]
            yield from sorted(whole, key=lambda one: one.span)

    def recurs(self, words: str) -> int:
        """How often the words stand in the article."""
        if words not in self.counts:
            pattern = re.escape(words) if has_cjk(words) else rf"(?<!\w){re.escape(words)}(?!\w)"
            self.counts[words] = len(re.findall(pattern, self.text, re.IGNORECASE))
        return self.counts[words]

    def _scan(self, passage: Passage) -> Iterator[Found]:
        if not (has_cjk(passage.text) and has_latin(passage.text)):
            return
        inside: list[Span] = []
        for bracket in parentheses(passage.text):
            if self.cited(passage, bracket.span):
                inside.append(bracket.span)
                continue
            found = self._bracketed(passage, bracket)
            if found is not None:
                inside += [bracket.span, found.span]
                yield found
        if not self.language.is_unspaced:
            yield from self._adjacent(passage, inside)

    def _bracketed(self, passage: Passage, bracket: Parenthesis) -> Found | None:
        text, inner = passage.text, bracket.inner.of(passage.text)
        before = preceding(text, bracket.span.start).rstrip()
        if has_cjk(inner):
            return None if re.search(rf"[{CJK}》〉]\Z", before) else self._latin_han(passage, bracket)
        if (
            re.search(rf"[{CJK}》〉」』”’]\Z|[{CJK}][A-Z]{{1,4}}\Z", before)
            and has_latin(inner)
            and has_cjk(before[-12:])
        ):
            return self._han_latin(passage, bracket)
        return None

    def _latin_han(self, passage: Passage, bracket: Parenthesis) -> Found | None:
        """Latin (中文): the Chinese is in the brackets, perhaps with pinyin before it or a gloss behind it."""
        text = passage.text
        parts = _INNER.fullmatch(bracket.inner.of(text).strip())
        if (
            parts is None
            or _is_sentence(parts["han"] + parts["rest"][:1])
            or re.match(r"\s+[a-z]", parts["rest"])  # (新界 was still another country to us)
            or re.search(rf"(?:and|or|vs\.?)\s+[《]?[{CJK}]", parts["rest"])
        ):
            return None
        han, lead = _core(parts["open"] + parts["han"]), _lead(parts["lead"])
        edge = left_edge(text, bracket.span.start, han, passage.emphasis, self.recurs)
        romanized = lead if lead and is_pinyin(lead) else None
        if lead and romanized is None and not _LABEL.fullmatch(lead + " "):
            return None  # (the novelist Shuang Xuetao 双雪涛): found as neighbours
        if edge is not None and edge.sign == "word" and re.fullmatch(r"\s*[,，]\s*\d{4}", parts["rest"]):
            return None  # the housing manual (香港, 1954)
        if edge is None or (romanized and romanized[0].isupper() and edge.sign == "word"):
            return self._romanized_only(passage, bracket, romanized, han)
        latin, gloss = _clean(edge.span.of(text)), _gloss(parts["rest"])
        if gloss and is_pinyin(latin) and not _is_person(gloss, latin):
            latin, romanized = gloss, latin
        return Found(
            passage=passage,
            latin=latin,
            han=han,
            span=Span(edge.span.start, bracket.span.end),
            sign=edge.sign,
            is_title="《" in parts["open"] + parts["han"][:1] or "〈" in parts["open"],
            romanized=romanized if romanized != latin else None,
            around=_around_it(text, Span(edge.span.start, bracket.span.end), parts["rest"]),
        )

    def _romanized_only(self, passage: Passage, bracket: Parenthesis, romanized: str | None, han: str) -> Found | None:
        if romanized is None or not spells(romanized, cjk_count(han)):
            return None
        return Found(
            passage=passage,
            latin=romanized,
            han=han,
            span=bracket.span,
            sign="pinyin",
            around=_around_it(passage.text, bracket.span),
        )

    def _han_latin(self, passage: Passage, bracket: Parenthesis) -> Found | None:
        """中文 (Latin)."""
        text, inner = passage.text, bracket.inner
        latin = _clean(
            re.split(r"\s*[,;，；]\s*(?=\d|b\.|born|下称|以下|简称|literally|lit\.)", inner.of(text), maxsplit=1)[0]
        )
        rest = inner.of(text)[len(latin) :]
        if (
            not latin
            or _TYPE_CODE.fullmatch(latin)
            or latin.upper() in _FORMATS
            or re.search(r":\s[^:]+,\s(?:1[5-9]|20)\d{2}\Z", inner.of(text))  # (Guilin: Guangxi shida, 2008)
            or _NOT_LATIN.match(latin)
            or len(latin.split()) > 20
            or _is_prose(latin, passage, inner)
        ):
            return None
        if re.search(r"\d{4}", rest) and not re.search(r"\d{4}\s*[-–—~]", rest) and len(latin.split()) == 1:
            return None
        han_span = self._han_before(text, bracket.span.start, latin)
        if han_span is None or _is_sentence(han_span.of(text)):
            return None
        sign = "emphasis" if any(mark.overlaps(inner) for mark in passage.emphasis) else "brackets"
        return self._with_left(passage, han_span, bracket, latin, sign)

    def _with_left(self, passage: Passage, han_span: Span, bracket: Parenthesis, latin: str, sign: str) -> Found:
        """What stands before the Chinese: `Pinyin 中文 (Title)`, or `Title 中文 (pinyin)`."""
        text = passage.text
        han = _core(han_span.of(text))
        start, romanized = han_span.start, None
        edge = None if self.language.is_unspaced else self._neighbour(passage, han_span)
        if edge is not None:
            left = _clean(edge.span.of(text))
            if is_pinyin(left) and not spells(latin, cjk_count(han)):
                start, romanized, sign = edge.span.start, left, edge.sign
            elif is_pinyin(latin):
                start, romanized, latin, sign = edge.span.start, latin, left, edge.sign
        in_marks = text[max(0, han_span.start - 1) : han_span.start] in set("《〈") or han_span.of(text)[:1] in "《〈"
        return Found(
            passage=passage,
            latin=latin,
            han=han,
            span=Span(start, bracket.span.end),
            sign=sign,
            is_title=in_marks,
            romanized=romanized,
            around=_around_it(text, Span(start, bracket.span.end)),
        )

    def _han_before(self, text: str, end: int, latin: str) -> Span | None:
        if self.language.is_unspaced:
            return han_edge(text, end, latin, self.language, self.recurs)
        runs = [Span(*m.span()) for m in HAN_RUN.finditer(text, max(0, end - 80), end)]
        return runs[-1] if runs and not text[runs[-1].end : end].strip("》〉」』”’ ") else None

    def _adjacent(self, passage: Passage, inside: Sequence[Span]) -> Iterator[Found]:
        """Latin and Chinese side by side without brackets: `Shuang Xuetao 双雪涛`, `*xiagang* 下岗`."""
        text = passage.text
        for match in HAN_RUN.finditer(text):
            run = Span(*match.span())
            if any(span.overlaps(run) for span in inside) or _is_sentence(run.of(text)):
                continue
            han = _core(run.of(text))
            edge = self._neighbour(passage, run)
            if edge is None:
                edge = right_edge(text, run.end, passage.emphasis)
            if edge is not None:
                span = Span(min(edge.span.start, run.start), max(edge.span.end, run.end))
                yield Found(
                    passage=passage,
                    latin=_clean(edge.span.of(text)),
                    han=han,
                    span=span,
                    sign=edge.sign,
                    is_title=run.of(text)[0] in "《〈",
                    around=_around_it(text, span),
                )

    def _neighbour(self, passage: Passage, run: Span) -> Edge | None:
        """The Latin words just before a run; in lower case only if they are marked or pinyin."""
        text = passage.text
        start = run.start - (text[run.start - 1 : run.start] in {"《", "〈", "「", "“"})
        before = preceding(text, start)
        if not before.strip() or not re.search(r"(?:[\s\"”’'»]|[,，]\s)\Z", before):
            return None
        edge = left_edge(text, start, _core(run.of(text)), passage.emphasis, self.recurs)
        has_comma = before.rstrip().endswith((",", "，"))
        if edge is None or edge.sign == "word" or (has_comma and edge.sign == "capitals"):
            return None
        if edge.sign == "marks" and not (is_title(edge.span.of(text)) or is_pinyin(edge.span.of(text))):
            return None
        return edge


def _as_in(text: str, person: Person) -> str:
    """A name in the order that the article has it in; or else in that of its language."""
    direct, inverse = f"{person.given} {person.family}", f"{person.family} {person.given}"
    return next((name for name in (inverse, direct) if name in text), " ".join(order(person)))


def _listed(reference: Reference, passage: Passage, text: str) -> Iterator[Found]:
    """The pairs that an entry's own fields are: its title, and its authors' names."""
    for person in reference.authors:
        whole = len(person.given.replace(".", "")) > 1 and len(person.display.split()) <= _LONGEST_NAME
        span = _around(passage.text, person.family, person.original) if person.original and whole else None
        if span is not None:
            name = _as_in(text, person)
            yield Found(passage=passage, latin=name, han=person.original, span=span, sign="pinyin", around=Around())
    original = reference.original_title
    if original is None or has_cjk(reference.title):
        return
    span = _around(passage.text, reference.title, original.text)
    if span is not None:
        yield Found(
            passage=passage,
            latin=reference.title,
            han=_core(original.text),
            span=span,
            sign="emphasis",
            is_title=True,
            romanized=reference.romanized_title,
            around=Around(),
        )


def _around(text: str, latin: str, han: str) -> Span | None:
    """The stretch that holds both; None where a dash stands for the author of the entry before."""
    first, second = text.find(latin), text.find(han)
    if first < 0 or second < 0:
        return None
    return Span(min(first, second), max(first + len(latin), second + len(han)))


def _lead(text: str) -> str:
    """What stands before the Chinese in the brackets; of several things the last: (SOEs; guoyou qiye 国有企业)."""
    return re.split(r"[;,；，]\s", text.strip(" ,;:*“”\"'‘’"))[-1].strip(" *“”\"'‘’")


def _core(han: str) -> str:
    """The title within 《》 or quotation marks that stand around the whole of it."""
    pairs = {"《": "》", "〈": "〉", "「": "」", "『": "』", "“": "”"}
    han = han.strip("—–- ，：、")
    closer = pairs.get(han[:1], "")
    if closer and han.endswith(closer) and closer not in han[:-1]:
        return han[1:-1]
    if han.endswith(tuple(pairs.values())) and not any(opener in han for opener in pairs):
        return han[:-1]
    return han[1:] if closer and closer not in han else han


def _clean(latin: str) -> str:
    """Without the comma or stop that stands within the marks, and without marks around the whole."""
    latin = latin.strip(" *，。")
    whole = next((found for found in outermost(latin) if len(found.span) >= len(latin.rstrip(" .,;:"))), None)
    return (whole.inner.of(latin) if whole else latin).strip(" ,.;:，。*")


def _gloss(rest: str) -> str | None:
    """A translation behind the Chinese: `(平原上的摩西, Moses on the Plain)`; not a date or a literal gloss."""
    found = re.match(r"\s*[,;，；]\s*[\"“*‘]?(?P<gloss>[^\W\d_][^\"”*,;()]*)", rest)
    if found is None or _LITERAL.match(rest.lstrip(" ,;，；")) or has_cjk(found["gloss"]):
        return None
    return found["gloss"].strip(" .'’")


def _is_person(gloss: str, latin: str) -> bool:
    return gloss.casefold() == latin.casefold()


def _is_sentence(han: str) -> bool:
    return cjk_count(han) > _LONGEST_TITLE or re.search(r"[。；]|，.*，|，.*[！？]\Z", han) is not None


def _is_prose(latin: str, passage: Passage, inner: Span) -> bool:
    """A remark in brackets rather than a name or term: several words in lower case without markup."""
    if any(mark.overlaps(inner) for mark in passage.emphasis) or latin[0].isupper():
        return re.search(r"(?<!\bMrs)(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<![A-Z])[.!?]\s", latin) is not None
    return len(latin.split()) > 5


def _around_it(text: str, span: Span, rest: str = "") -> Around:
    """The words around a pair that may say what it is."""
    sentence = re.split(r"[.!?。！？]\s", text[max(0, span.start - 400) : span.start])[-1]
    return Around(sentence, rest, text[span.end : span.end + _BEHIND])


# Mentions.


def mentions(pair: TermPair, passages: Sequence[Passage], also: Sequence[str] = ()) -> tuple[Place, ...]:
    """Every place of either side: titles with their capitals (or as in `also`), Chinese in either script."""
    sides = dict.fromkeys((pair.source.text, pair.target.text, *also, *([pair.romanized] if pair.romanized else [])))
    places = (
        place for passage in passages for span in _spans(sides, pair.kind, passage) for place in passage.places(span)
    )
    return tuple(dict.fromkeys(places))


def _spans(sides: Iterable[str], kind: ConceptKind, passage: Passage) -> list[Span]:
    return sorted({span for side in sides for span in _occurrences(side, kind, passage)})


def _occurrences(side: str, kind: ConceptKind, passage: Passage) -> Iterator[Span]:
    if has_cjk(side):
        yield from (Span(*m.span()) for m in re.finditer(re.escape(fold(side)), fold(passage.text)))
        return
    words = r"\s+".join(map(re.escape, side.split()))
    if kind is ConceptKind.TERM and side[0].isalpha():
        words = f"(?i:{re.escape(side[0])}){words[len(re.escape(side[0])) :]}"
    needs_mark = " " not in side and kind in {ConceptKind.WORK, ConceptKind.JOURNAL}
    for match in re.finditer(rf"(?<!\w){words}(?!\w)", passage.text):
        span = Span(*match.span())
        if not needs_mark or _is_marked(span, passage):
            yield span


def _is_marked(span: Span, passage: Passage) -> bool:
    """A title of one word is a mention only in italics or marks: *Exposed*, not "Exposed to …"."""
    around = passage.text[max(0, span.start - 1) : span.start], passage.text[span.end : span.end + 2]
    return any(mark.overlaps(span) for mark in passage.emphasis) or (
        around[0] in set("\"“‘'") and bool(re.match(r"[.,]?[\"”’']|\s?[(（]", around[1]))
    )
