"""The grammar of one printed citation: `(Alaimo, *Exposed* 95)`, `(Shuang, 2016, p. 18)`, `（双雪涛 2016：18）`.

    citation   = part *( ";" part )
    part       = [signal] [authors] [title] [year] [locator] [note]
    signal     = "see" | "cf." | "qtd. in" | "参见" …
    locator    = [label] range *( "," range )

What a part means (which work, or none at all) is for the resolver to say; here is only what is printed.
MLA: Handbook, 9th ed., 6.1-6.57.  APA: Publication Manual, 7th ed., 8.10-8.36.
Chicago: Manual of Style, 17th ed., 15.20-15.31.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bitext.spans import Span
from sources.article.quotation_marks import outermost
from sources.article.scripts import CJK, has_cjk
from sources.article.vocabulary import NO_AUTHOR, SMALL_IN_TITLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One part of a citation as it is printed; what is not printed is empty."""

    text: str
    author: str = ""
    title: str = ""  # in italics, quotation marks or 《》
    year: str = ""
    locator: str = ""
    note: str = ""
    words_of: str = ""  # Connell, in "Connell qtd. in Alaimo 85"
    is_ibid: bool = False

    @property
    def is_bare(self) -> bool:
        """Only a place in a work, or a year: the work is known from the context."""
        return not (self.author or self.title or self.is_ibid)


_DASH: Final = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}~\N{FULLWIDTH TILDE}"
_ROMAN: Final = r"(?=[ivxl]{2})x{0,3}(?:ix|iv|v?i{0,3})|l?x{2,3}(?:ix|iv|v?i{0,3})"
_PAGE: Final = rf"(?:[A-Za-z]?\d{{1,7}}(?:\.\d+)*[a-z]?|(?:{_ROMAN})(?![a-z]))"
_RANGE: Final = rf"{_PAGE}(?:\s?[{_DASH}至]\s?{_PAGE})?(?:\s?ff?\.)?"
_RANGES: Final = rf"{_RANGE}(?:\s*(?:,|，|、|&|\band\b)\s*{_RANGE})*"
_TIME: Final = rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[{_DASH}]\s?\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
_LABEL: Final = (
    r"(?:pp?\.?|pages?|pgs?\.|chap(?:ter|s?\.)|chs?\.|para(?:graph)?s?\.?|pars?\.|¶+|§+|sec(?:tion|\.)|lines?|ll?\."
    r"|fols?\.|vol\.|no\.|loc\.|location|act|sc(?:ene|\.)|canto|bk\.|st\.|stanza|vv?\.|ep\.|episode|页|頁|第)"
)
_LABELLED: Final = rf"(?:{_LABEL}\s*)*(?:{_TIME}|{_RANGES})\s*(?:页|頁)?"
_LOCATOR: Final = rf"{_LABELLED}(?:,\s*{_LABEL}\s*{_RANGES})*"
_PAGES: Final = re.compile(rf"(?:pp?\.?|pages?|pgs?\.|第|页|頁)\s*(?P<pages>{_RANGES})\s*(?:页|頁)?", re.IGNORECASE)
_YEAR: Final = (
    r"(?:\[\d{4}\]\s?)?(?:1[0-9]|20)\d{2}(?:/(?:1[0-9]|20)\d{2})?[a-z]?(?:\s?\[\d{4}\])?"
    r"|n\.\s?d\.|forthcoming|in\s+press"
)
_TAIL: Final = re.compile(
    rf"""(?P<who>.*?)
         (?:(?:^|[\s,，、]|(?<=[{CJK}]))\s*(?P<year>{_YEAR})年?)?
         (?:(?:^|\s*[,，:：]\s*|\s+|(?<=[{CJK}]))(?P<locator>{_LOCATOR}))?""",
    re.VERBOSE,
)
_SIGNAL: Final = re.compile(
    r"""(?:(?:(?:but\ )?see|also|but\ also|and|contra|pace|cf\.?|compare|e\.g\.,?|for\ example,?|for\ instance,?
        |especially
        |esp\.|in|from|at)\s+
        |(?P<via>(?:qtd\.?|quoted|cited|as\ cited|as\ quoted)\ (?:in|from)\s+|转引自|轉引自)
        |参见|參見|详见|詳見|引自|见|見)""",
    re.VERBOSE | re.IGNORECASE,
)
_VIA: Final = re.compile(r",?\s+(?:qtd\.?|quoted|cited|as cited|as quoted) in\s+", re.IGNORECASE)
_NOTE: Final = re.compile(
    r"""[,;.，；]?\s*(?P<note>
        (?:(?:all|my|our|own|the\ author[’']s|author[’']s|original|this|with)\s+)*
        (?:transl?(?:ation|ations|ated|\.)|trans\.|emphas[ie]s|italics|ellips[ie]s|brackets?|insertion)\b[^;；]*
        |笔者译|筆者譯|作者译|作者譯|重点为笔者所加|.{0,12}(?:译|譯|强调|強調)
        )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTS: Final = re.compile(r"[;；]")
_NEXT_WORK: Final = re.compile(r"(?<=\d),\s+(?=[A-Z][^\d,]*[a-z][^\d,]*,?\s\d)")
_IBID: Final = re.compile(r"(?:ibid(?:em)?\.?|同上|同前注?)\s*[,，]?\s*", re.IGNORECASE)
_YEARS: Final = re.compile(rf"\A(?:{_YEAR})\Z")

_PARTICLE: Final = r"(?:de|da|del|della|der|den|des|di|do|dos|du|el|la|las|le|los|ten|ter|van|von|zu|zur|al|bin|ibn)"
_WORD: Final = r"(?:(?:d|l|al|el|O)[’'\-])?[^\W\d_a-z][\w’'\-]*\.?"
_NAME: Final = rf"(?:{_PARTICLE}\s+)*{_WORD}(?:[\s\-](?:{_PARTICLE}\s+)*{_WORD}){{0,4}}"
_NAMES: Final = (
    rf"{_NAME}(?:,\s*(?!(?:and|&)\b){_NAME})*(?:,?\s*(?:\band\b|&|\bund\b|\bet\b|\by\b)\s*{_NAME})?(?:,?\s*\bet\s+al\.?)?"
    rf"(?:\s+and\s+(?:others|colleagues))?"
)
_HAN_NAMES: Final = rf"[{CJK}·・]{{1,12}}(?:[、，和与與及][{CJK}·・]{{1,12}})*(?:等人?)?"
_AUTHOR: Final = re.compile(rf"(?:{_NAMES}|{_HAN_NAMES})")


_HAN_NO_AUTHOR: Final = re.compile("[图圖表第卷章节節册冊]|附录|附錄")


def parse(inner: str, emphasis: Sequence[Span] = ()) -> tuple[Printed, ...]:
    """The parts of what stands between the parentheses; none if it cannot be a citation.

    >>> for part in parse("see Faberman 935–940; Zou 210, translated by Yina Cao"):
    ...     print((part.author, part.locator, part.note))
    ('Faberman', '935–940', '')
    ('Zou', '210', 'translated by Yina Cao')
    >>> parse("the family of her husband")
    ()
    """
    parts: list[Printed] = []
    for span in _part_spans(inner):
        shifted = tuple(_within(mark, span) for mark in emphasis if mark.overlaps(span))
        found = tuple(_parts_of(span.of(inner), shifted))
        if found:
            parts += found
        elif parts and _NOTE.fullmatch(span.of(inner).strip()):
            parts[-1] = replace(parts[-1], note=span.of(inner).strip())
        else:
            return ()
    return tuple(parts)


def _part_spans(inner: str) -> Iterator[Span]:
    quotes = [found.span for found in outermost(inner)]
    cuts = [m.start() for pattern in (_PARTS, _NEXT_WORK) for m in pattern.finditer(inner)]
    start = 0
    for cut in sorted(cut for cut in cuts if not any(q.start < cut < q.end for q in quotes)):
        yield Span(start, cut)
        start = cut + 1
    yield Span(start, len(inner))


def _within(mark: Span, span: Span) -> Span:
    return Span(max(mark.start, span.start) - span.start, min(mark.end, span.end) - span.start)


def _parts_of(text: str, emphasis: Sequence[Span]) -> Iterator[Printed]:
    """One part, or several works of one author: (Foucault 1972, 1980)."""
    start = len(text) - len(text.lstrip())
    words_of = note = ""
    while (signal := _SIGNAL.match(text, start)) is not None:
        start, note = signal.end(), "qtd. in" if signal["via"] else note
    if via := _VIA.search(text, start):
        words_of, start, note = text[start : via.start()].strip(), via.end(), "qtd. in"
    end = len(text.rstrip(" ,，.。")) if not text.rstrip().endswith(("ff.", "f.", "n.d.")) else len(text.rstrip())
    if (tail := _NOTE.search(text, start, end)) and tail.start() > start:
        end, note = tail.start(), note or tail["note"].strip()
    printed = _read(text, Span(start, max(start, end)), emphasis)
    if printed is None:
        return
    printed = replace(printed, text=text.strip(), note=note, words_of=words_of)
    yield from _by_years(printed)


def _by_years(printed: Printed) -> Iterator[Printed]:
    years = [year.strip() for year in re.split("[,，、]", printed.locator)]
    if printed.year and printed.locator and all(_YEARS.fullmatch(year) and year >= "15" for year in years):
        yield replace(printed, locator="")
        yield from (replace(printed, year=year, locator="") for year in years)
    else:
        yield printed


def _read(text: str, span: Span, emphasis: Sequence[Span]) -> Printed | None:
    """Author, title, year and locator; None if there is something else in it."""
    title = next(_titles(text, span, emphasis), None)
    if title is None:
        return _plain(span.of(text))
    author = text[span.start : title.start].strip(
        " ,，:：的\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}《"
    )
    after = _TAIL.fullmatch(text[title.end : span.end].strip(" ,，\"'\N{RIGHT DOUBLE QUOTATION MARK}》"))
    if after is None or after["who"] or (author and not is_author(author)):
        return None
    name = title.of(text).strip(" ,.，")
    return Printed(text="", author=author, title=name, year=after["year"] or "", locator=_pages(after["locator"]))


def _titles(text: str, span: Span, emphasis: Sequence[Span]) -> Iterator[Span]:
    """What is marked as a title: emphasis, quotation marks, 《》."""
    quotes = (found.inner for found in outermost(text))
    books = (Span(m.start(1), m.end(1)) for m in re.finditer("[《〈]([^》〉]+)[》〉]", text))
    for found in sorted((*emphasis, *quotes, *books)):
        if len(found) and span.start <= found.start and found.end <= span.end and not _IBID.match(found.of(text)):
            yield found


def _plain(text: str) -> Printed | None:
    ibid = _IBID.match(text)
    tail = _TAIL.fullmatch(text[ibid.end() :] if ibid else text)
    if tail is None or not text:
        return None
    who = tail["who"].strip(" ,，:：")
    is_title = not (tail["year"] or tail["locator"]) and _is_short_title(who)  # (Interview), but not (Interview 3)
    if who and (ibid or not (is_title or is_author(who))):
        return None
    return Printed(
        text="", author=who, year=tail["year"] or "", locator=_pages(tail["locator"]), is_ibid=ibid is not None
    )


def _pages(locator: str | None) -> str:
    """The page numbers alone; other labels (para. 4, ch. 2) say what the number is and stay."""
    found = _PAGES.fullmatch(locator or "")
    return found["pages"] if found else locator or ""


def is_author(text: str) -> bool:
    """Whether it has the form of one or several names, or of a short title without marks.

    >>> [is_author(x) for x in ("Thompson and de Beurs", "Liou et al.", "Figure", "the family", "双雪涛")]
    [True, True, False, False, True]
    """
    first = re.split(r"[\s.,]", text, maxsplit=1)[0].casefold()
    if first in NO_AUTHOR or _HAN_NO_AUTHOR.match(text):
        return False
    return len(text) <= 120 and (_AUTHOR.fullmatch(text) is not None or _is_short_title(text))


def is_person(text: str) -> bool:
    """Whether it can name persons: names, no acronym and no long title.

    >>> [is_person(x) for x in ("Faberman", "Holifield and Zupan", "GDP", "The Order of Things")]
    [True, True, False, False]
    """
    if has_cjk(text):
        return True
    words = [word for word in re.findall(r"[\w’'\-]+", text) if len(word) > 1 and word.isascii()]
    is_acronym = bool(words) and all(word.isupper() for word in words)
    return is_author(text) and _AUTHOR.fullmatch(text) is not None and not is_acronym


def _is_short_title(text: str) -> bool:
    """Capitalised throughout but for the small words, as in (Bodily Natures 25) or (The Order of Things 12)."""
    words = re.findall(r"[\w’'\-]+", text)
    capitals = [word for word in words if word[0].isupper()]
    return (
        bool(words)
        and words[0][0].isupper()
        and all(w[0].isupper() or w in SMALL_IN_TITLES for w in words)
        and bool(capitals)
    )


_ENDS: Final = re.compile(r"(?P<stop>[.!?…。！？][\"'”’」』]?)\s*[(（](?P<inner>[^()（）]{1,160})[)）]\s*[.。]?\s*\Z")


_NOTE_CALL: Final = re.compile(r"\s*[注註]\s*\d{1,3}\s*")


def ends_cited(text: str) -> bool:
    """Whether a stop and then a citation end the paragraph: how MLA and APA close a block quotation.

    >>> ends_cited("with bricks. (52)"), ends_cited("for social order” (23)."), ends_cited("he left. (He came back.)")
    (True, False, False)
    """
    found = _ENDS.search(text)
    if found is None or _NOTE_CALL.fullmatch(found["inner"]):
        return False
    return any(part.locator or part.year for part in parse(found["inner"].replace("*", "")))
