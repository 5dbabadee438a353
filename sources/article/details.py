"""What stands behind the title of an entry: containers, editors, publisher, year, volume, pages, DOI."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from bitext.spans import Span
from sources.article.scripts import CJK, has_cjk, has_latin
from sources.article.titles import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The fields behind a title; what is not printed is None or empty."""

    container: str | None = None
    second_container: str | None = None
    editors: str = ""
    translators: str = ""
    publisher: str | None = None
    publisher_place: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    article_number: str | None = None
    doi: str | None = None
    url: str | None = None
    directors: str = ""
    accessed: str | None = None
    edition: str | None = None
    collection: str | None = None  # the series, with its number
    is_collection: bool = False  # edited: what is in it is a chapter


_DOI: Final = re.compile(
    r"<?(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:?\s*)?(?P<doi>10\.\d{4,9}/[^\s<>\"，。]+?)>?(?=[.,;]?(?:\s|\Z)|>)",
    re.IGNORECASE,
)
_URL: Final = re.compile(r"<?(?P<url>(?:https?://|www\.)[^\s<>，。]+[^\s<>,.，。;)])>?", re.IGNORECASE)
_ACCESSED: Final = re.compile(
    r"(?:accessed|retrieved|viewed)\s(?:on\s)?(?P<words>[^.]*?\d{4})(?:,?\s*from)?|[\[［](?P<date>\d{4}-\d\d-\d\d)[\]］]",
    re.IGNORECASE,
)
# GB/T 7714-2015, 8.4.3 and 8.5: 2015-06-08(4) of a newspaper, (2018-03-01) of a page of the web.
_ISO_DATE: Final = re.compile(
    r"[(（]?(?<!\d)(?P<year>(?:1[5-9]|20)\d{2})-\d{2}-\d{2}(?!\d)[)）]?(?:\s*[(（](?P<page>\w{1,3})[)）])?"
)
_HAN_TRANSLATED: Final = re.compile(
    rf"(?<=[\s,，.。．|])(?P<names>[{CJK}·]{{2,}}(?:[、,，]\s*[{CJK}·]{{2,}})*?)\s*[,，]?\s*(?:翻[译譯]|[译譯])(?![{CJK}])[,，.。．]?"
)
_WITHIN: Final = re.compile(
    rf"//\s*(?:(?P<editors>[{CJK}·、,，\s]+?)(?:主编|编)?[.．。]\s*)?(?P<title>(?:(?![,，]\s*\d{{4}})[^.．。/])+)[.．。]"
)
_MADE_BY: Final = re.compile(
    r"\b(?P<how>edited(?:\s+and\s+translated)?|translated(?:\s+and\s+edited)?|directed|performed?|performances|written|produced|compiled|introduction|conducted|interviewed)\s+by\s+"
    r"|\b(?P<short>ed|eds|trans|dir)\.\s+(?:by\s+)?",
    re.IGNORECASE,
)
_IN_EDITED: Final = re.compile(r"\bIn\s+(?P<editors>[^()]{3,160}?)\s*\((?:Eds?|eds?)\.?\),?\s*")
_TRANSLATED: Final = re.compile(r"[(（](?P<names>[^()（）]+),\s*Trans\.[)）]")
_IN: Final = re.compile(r"(?:\A|[\s.,])In:?\s+(?=\S)|//\s*")
_VOLUME: Final = re.compile(
    r"\bvol(?:ume|s)?\.?\s*(?P<volume>[\w–-]+)|第\s*(?P<han>[\d一二三四五六七八九十]+)\s*卷", re.IGNORECASE
)
_ISSUE: Final = re.compile(
    r"\b(?:no|nos|iss|issue|number)\.?\s*(?P<issue>\d[\w–/-]*)|第\s*(?P<han>[\d一二三四五六七八九十]+)\s*[期号號]",
    re.IGNORECASE,
)
_PAGES: Final = re.compile(
    r"\bpp?\.\s*(?P<pages>[A-Za-z]?\d+(?:\s?[-–—~]\s?[A-Za-z]?\d+)?)|第?\s*(?P<han>\d+(?:\s?[-–—~]\s?\d+)?)\s*[页頁]|[页頁]\s*(?P<after>\d+(?:\s?[-–—~]\s?\d+)?)",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(
    r"(?:\A|[\s,])(?:article\s+)?(?P<article>e\d{3,}|(?:article|art\.)\s*(?:no\.\s*)?\w*\d+)\b", re.IGNORECASE
)
_FOUR: Final = r"(?:1[5-9]|20)\d{2}"
_GAP: Final = re.compile(rf"[\s|.,，。》〉”\"]*(?:[(（\[]?[{CJK}]+[)）\]]?)?[\s,，]*")
_SERIAL: Final = re.compile(
    rf"(?<![\w/])(?P<volume>\d{{1,4}})"
    rf"(?:\s*(?:(?<=\d{{4}})[,，]\s*)?[(（](?!{_FOUR}[)）])(?P<issue>\d[\w–/-]*)[)）]|\.(?P<dotted>\d{{1,3}}(?:[-–/]\d{{1,3}})?)|,?\s*no\.\s*(?P<no>\d[\w–/-]*))?"
    rf"(?:\s*[(（](?P<date>[^()（）]*?{_FOUR})[)）])?"
    r"(?:\s*[:,，：]\s*(?P<pages>[A-Za-z]?\d+(?:\s?[-–—~]\s?[A-Za-z]?\d+)?))?(?=\s*[.,。，．]?\s|\s*[.,。，．;]?\Z)"
)
_COMPACT: Final = re.compile(r"\d\s*(?:(?<=\d{4})[,，]\s*)?[(（]\d[\w–/-]*[)）]\s*[:：,，]\s*\d")
_YEAR: Final = re.compile(r"(?<![\d\-–—/.:])(?P<year>(?:1[5-9]|20)\d{2})(?![\d\-–—/]|\s*[页頁])年?")
THESIS: Final = re.compile(r"\b(?:diss(?:ertation\b|\.)|thesis\b)|学位论文|學位論文", re.IGNORECASE)
_EDITION: Final = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|rev(?:ised|\.)?|reprint|kindle|paperback|updated|second|third)\s*(?:ed(?:ition|\.)?|,)"
    r"|\b(?:PhD|Ph\.D\.|Doctoral|Master[’']s|MA)\s+(?:diss(?:ertation|\.)|thesis)|\bDiss\.",
    re.IGNORECASE,
)
_EDITION_OF: Final = re.compile(
    r"\b(?P<edition>\d+(?:st|nd|rd|th)|(?:second|third|fourth|fifth|sixth|new|rev(?:ised|\.)|expanded|enlarged|updated"
    r"|critical|annotated|bilingual|international|kindle|paperback|centennial|definitive)"
    r"(?:\s+(?:and|&)\s+(?:expanded|revised|enlarged|updated))?)\s+ed(?:ition|n)?\b\.?"
    r"|(?<![出\d])第?\s*(?P<han>\d{1,2}|[二三四五六七八九十]{1,2}|修订|修訂|增订|增訂|校订|校訂)版(?![\u4e00-\u9fff])",
    re.IGNORECASE,
)
# Northern Studies 14. Sheffield: …; at the end of an entry: 2004. Northern Studies 14.; 外国文学丛书
_SERIES: Final = re.compile(
    r"(?<=[.|)])\s+(?P<series>[^\W\d_a-z][^.,:;|()\d]{3,60}?(?:\s\d{1,3}|,\s(?:no|vol)\.\s\d{1,3}|\b(?:Series|Library|Monographs)))\."
    r"(?=\s+[^\W\d_a-z][\w ]+(?:,\s[A-Z]{2})?:\s|\s*\Z)"
    r"|[(（,，.。．]\s*(?P<han>[\u4e00-\u9fff]{2,12}(?:丛书|叢書|文库|文庫|书系|書系))(?=[)）,，.。．]|\Z)"
)
_NOISE: Final = re.compile(
    r"(?:\s*(?:\d{1,2}\s+)?(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?"
    r"|nov(?:ember|\.)?|dec(?:ember|\.)?|spring|summer|autumn|fall|winter)(?:\s+\d{1,2})?\s*"
    r"|print|web|film|dvd|pdf|in chinese|original work published.*|forthcoming|in press|n\.?\s?[dp]\.?|月刊|\d+|\W*)",
    re.IGNORECASE,
)
_PIECES: Final = re.compile(r"[,;，；]|(?<![\s.][^\W\d_a-z])[.。](?=\s|\Z|[\u4e00-\u9fff])|[()（）\[\]【】]")
_STOP: Final = re.compile(
    r"(?<![\s.][^\W\d_a-z])(?<!\bvol)(?<!\bVol)(?<!\bno)(?<!\bpp)(?<!\bed)(?<!\bal)[.。](?=\s|\Z)"
)
_MAKERS_END: Final = re.compile(rf"{_STOP.pattern}|\s*[(（\[|]")
_NUMBERED: Final = re.compile(
    r"\b(?:vol(?:ume)?|no|pp?)\.\s*\d|(?<![\w/])\d{1,4}(?:[-–—]\d+)?(?=[,.;)\s]|\Z)", re.IGNORECASE
)
_PLACE: Final = re.compile(r"(?P<place>[^:：]+)[:：]\s*(?P<name>\S.*)")


@dataclass(frozen=True, slots=True)
class _Maker:
    """Who edited, translated or directed: the names, and where they stand."""

    how: str
    names: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """Where in a journal or collection: labelled, or compact as in 7(3), 35–39; 7, no. 3 (2019): 35; 2019(7): 35-39."""

    volume: str | None = None
    issue: str | None = None
    year: int | None = None
    pages: str | None = None
    article: str | None = None
    at: int | None = None  # where the volume or issue stands


class _Rest:
    """The text behind the title, from which one field after another is taken; offsets stay."""

    def __init__(self, text: str, start: int) -> None:
        self.text = " " * start + text[start:]
        self.start = max(0, start - 1)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.text, self.start)
        if found:
            self.blank(Span(*found.span()))
        return found

    def blank(self, span: Span) -> None:
        """A bar keeps what stood on either side apart."""
        self.text = self.text[: span.start] + "|".ljust(len(span)) + self.text[span.end :] if len(span) else self.text


def read_details(text: str, title: Title, *, marks: Sequence[Span], year: int | None) -> Details:
    """The fields behind the title; `marks` are the marked stretches there, `year` is one that stood before it."""
    rest = _Rest(text, title.end)
    doi, url, accessed = rest.take(_DOI), rest.take(_URL), rest.take(_ACCESSED)
    dated = rest.take(_ISO_DATE)
    code, thesis = rest.take(_TYPE_CODE), THESIS.search(rest.text)
    containers = [span for span in marks if has_latin(span.of(text)) or has_cjk(span.of(text))]
    edited, translated = rest.take(_IN_EDITED), rest.take(_TRANSLATED) or rest.take(_HAN_TRANSLATED)
    host = rest.take(_WITHIN) if code else None
    edition = rest.take(_EDITION_OF)
    is_part = bool(containers) or title.is_quoted
    series = None if is_part else rest.take(_SERIES)
    makers = tuple(_makers(rest, containers))
    for span in containers:
        rest.blank(span)
    is_within = (
        bool(containers)
        or (title.is_quoted and not thesis)
        or (code is not None and code[0][1] in "JNCA")
        or _COMPACT.search(rest.text) is not None
    )
    numbers = _numbers(rest, title.end, containers, is_within=is_within)
    found_years = list(_YEAR.finditer(rest.text))
    own_year = (found_years[0] if is_within else found_years[-1]) if found_years else None
    pieces = list(_pieces(rest.text[: own_year.start() if own_year and year is None else len(text)]))
    names = [container.of(text).strip(" .,") for container in containers] or ([host["title"].strip()] if host else [])
    if not names and (numbers.at is not None or is_within):
        names = _plain_container(pieces, numbers.at)
    is_serial = bool(names) and (numbers.at is not None)
    publisher, place = (None, None) if is_serial else _publisher([piece for _, piece in pieces if piece not in names])
    return Details(
        container=next(iter(names), None),
        second_container=next(iter(names[1:]), None),
        editors=edited["editors"] if edited else (host and host["editors"]) or _made(text, makers, r"\beds?\b|\bedit"),
        translators=translated["names"] if translated else _made(text, makers, r"\btrans"),
        publisher=publisher,
        publisher_place=place,
        year=numbers.year or (int(own_year["year"]) if own_year else int(dated["year"]) if dated else None),
        volume=numbers.volume,
        issue=numbers.issue,
        pages=numbers.pages or (dated["page"] if dated else None),
        article_number=numbers.article,
        doi=doi["doi"].rstrip(".") if doi else None,
        url=_address(doi, url),
        accessed=(accessed["date"] or accessed["words"]) if accessed else None,
        edition=_group(edition, "edition"),
        collection=_group(series, "series"),
        directors=_made(text, makers, r"\bdir"),
        is_collection=bool(edited or _IN.search(rest.text)) or any("edit" in maker.how for maker in makers),
    )


_TYPE_CODE: Final = re.compile(r"[\[［][A-Z]{1,2}(?:/[A-Z]{2})?[\]］]")


def _group(found: re.Match[str] | None, name: str) -> str | None:
    return (found[name] or found["han"]) if found else None


def _numbers(rest: _Rest, start: int, containers: Sequence[Span], *, is_within: bool) -> _Numbers:
    """Volume, issue, pages or article number, by their labels or in a journal's compact form."""
    volume = rest.take(_VOLUME)
    serial = _serial(rest, start, containers) if is_within and volume is None else _Numbers()
    issue, pages, article = rest.take(_ISSUE), rest.take(_PAGES), rest.take(_ARTICLE)
    page = (
        (pages["pages"] or pages["han"] or pages["after"]).replace(" ", "")
        if pages
        else serial.pages or _bare_pages(rest.text)
    )
    number = article["article"] if article else page if page and re.fullmatch(r"\d{5,}|[a-z]\d{3,}", page) else None
    label = volume or issue
    return _Numbers(
        volume=_group(volume, "volume") or serial.volume,
        issue=_group(issue, "issue") or serial.issue,
        year=serial.year,
        pages=None if number else page,
        article=number,
        at=label.start() if label else serial.at,
    )


def _bare_pages(rest: str) -> str | None:
    """The pages of a chapter in Chicago style: `edited by X, 35–39. Place: Publisher`."""
    found = re.search(r"[,:]\s*(\d{1,4}[-–—]\d{1,4})(?=\.|\s*\Z|,)", rest)
    return found[1] if found and not _is_years(found[1]) else None


def _publisher(pieces: Sequence[str]) -> tuple[str | None, str | None]:
    """The last name before the year, and the place before its colon: `Durham, NC: Duke University Press`."""
    if not pieces:
        return None, None
    place = _PLACE.fullmatch(pieces[-1])
    if place is None:
        return pieces[-1], None
    towns = (
        [piece for piece in pieces[:-1] if re.fullmatch(r"[A-Z][\w ]+", piece)][-1:]
        if re.fullmatch("[A-Z]{2}", place["place"])
        else []
    )
    return place["name"], ", ".join([*towns, place["place"].strip()])


def _is_years(pages: str) -> bool:
    return all(re.fullmatch(r"(?:1[5-9]|20)\d{2}", part) for part in re.split("[-–—]", pages))


def _address(doi: re.Match[str] | None, url: re.Match[str] | None) -> str | None:
    if doi:
        return f"https://doi.org/{doi['doi'].rstrip('.')}"
    return url["url"] if url else None


def _makers(rest: _Rest, containers: Sequence[Span]) -> Iterator[_Maker]:
    """Those named by "edited by": up to the stop, or to the publisher or container before a number or year."""
    starts = list(_MADE_BY.finditer(rest.text))
    for found, following in zip_longest(starts, starts[1:]):
        limits = [span.start for span in containers if span.start > found.end()]
        stop = _MAKERS_END.search(rest.text, found.end())
        limit = min([*limits, *([following.start()] if following else []), stop.start() if stop else len(rest.text)])
        names = _maker_names(rest.text, Span(found.end(), limit))
        rest.blank(Span(found.start(), names.end))
        yield _Maker((found["how"] or found["short"]).lower(), names)


def _maker_names(text: str, span: Span) -> Span:
    """The names without the publisher (or container) that stands between them and the year (or volume)."""
    number = _NUMBERED.search(text, span.start, span.end)
    names = text[span.start : number.start() if number else span.end].rstrip(" ,")
    comma = names.rfind(", ")
    return Span(span.start, span.start + (comma if number and comma > 0 else len(names)))


def _made(text: str, makers: Iterable[_Maker], how: str) -> str:
    return "; ".join(maker.names.of(text).strip(" ,.") for maker in makers if re.search(how, maker.how))


def _serial(rest: _Rest, start: int, containers: Sequence[Span]) -> _Numbers:
    """The numbers behind the journal's name; a year that stands alone there is not the volume."""
    at = containers[0].end if containers else start
    year: int | None = None
    while found := _next_serial(rest.text, at, is_anchored=bool(containers)):
        issue = found["issue"] or found["dotted"] or found["no"]
        if re.fullmatch(_FOUR, found["volume"]) and year is None and not found["date"]:
            year = int(found["volume"])
            if issue is None and not found["pages"]:
                at = found.end("volume")
                continue
        if not (issue or found["date"] or found["pages"]):
            break
        rest.blank(Span(*found.span()))
        date = int(found["date"][-4:]) if found["date"] else year
        volume = None if str(year) == found["volume"] else found["volume"]
        return _Numbers(volume=volume, issue=issue, year=date, pages=found["pages"], at=found.start("volume"))
    return _Numbers()


def _next_serial(text: str, at: int, *, is_anchored: bool) -> re.Match[str] | None:
    if not is_anchored:
        return _SERIAL.search(text, at)
    gap = _GAP.match(text, at)
    return _SERIAL.match(text, gap.end() if gap else at)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """What commas and stops divide, without dates, editions and other things that are no name."""
    start = 0
    for cut in (*_PIECES.finditer(text), None):
        piece = _EDITION.sub("", text[start : cut.start() if cut else len(text)]).strip(" .:：|\"“”’'»》〉&")
        piece = re.sub(r"\A(?:In|by|//)\s+", "", piece)
        if piece and not _NOISE.fullmatch(piece):
            yield start, piece
        start = cut.end() if cut else start


def _plain_container(pieces: Sequence[tuple[int, str]], number: int | None) -> list[str]:
    """The name of a journal that is not in italics: the piece just before the volume, or else the first."""
    if number is None:
        return [piece for _, piece in pieces[:1]]
    before = [piece for start, piece in pieces if start < number]
    # Sociological Studies [社会学研究], 23(1)
    is_translated = len(before) > 1 and has_cjk(before[-1]) and not has_cjk(before[-2])
    return before[-2:-1] if is_translated else before[-1:]
