"""Marks and spaces: those of one writing in the text of another, and those that have no partner."""

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from lang.rules import rules_for
from output.epub.examine.contract import Finding, Rule, Severity, quoted
from output.epub.examine.names import kinds_of
from output.epub.examine.package import Book, Page
from output.epub.examine.passages import Passage, Run

WIDE: Final = Rule(
    code="E201",
    title="full-width marks in a text of Latin letters",
    severity=Severity.WARNING,
    explanation="Marks of Chinese typography (，。「」（）, letters and figures such as Ａ１, a wide space) "
    "stand in a text whose language is written with narrow ones, and no Chinese character is beside them. Write "
    "the narrow ones.",
)
NARROW: Final = Rule(
    code="E202",
    title="ASCII quotation marks or commas in Chinese",
    severity=Severity.WARNING,
    explanation="A straight quotation mark stands beside a Chinese character, or a comma, semicolon, question "
    "or exclamation mark of ASCII behind one. Write “ ” or 「 」, ， ； ？ ！. Works cited, code, and marks "
    "between Latin words or figures are not reported.",
)
SPACE: Final = Rule(
    code="E203",
    title="a space between Chinese characters",
    severity=Severity.WARNING,
    explanation="A blank, a no-break space or the end of a line in the file stands between two Chinese or "
    "Japanese characters, and is displayed as a gap; programs that indent the file make thousands of them. "
    "Headings, names in lists and the wide space U+3000, which are set so on purpose, are not reported.",
)
QUOTE: Final = Rule(
    code="E204",
    title="a quotation mark has no partner",
    severity=Severity.WARNING,
    explanation="A quotation mark is opened and not closed, or the reverse. A quotation may go on over "
    "paragraphs in the same language, closed in a later one or opened anew in each. Single marks in languages "
    "with apostrophes are not looked at.",
)
BRACKET: Final = Rule(
    code="E205",
    title="a bracket has no partner",
    severity=Severity.WARNING,
    explanation="A bracket is opened and not closed, or the reverse, also over paragraphs. A bracket behind the "
    "number of an item, as in 1) or a）, needs none.",
)
RULES: Final = (WIDE, NARROW, SPACE, QUOTE, BRACKET)

_HAN: Final = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_WIDE: Final = re.compile(
    f"(?<![{_HAN}])[，。！？；：（）「」『』、《》〈〉【】〝〞＂＇\u3000\uff10-\uff19\uff21-\uff3a\uff41-\uff5a](?![{_HAN}])"
)
_NARROW: Final = re.compile(
    f"(?<=[{_HAN}，。！？；：、])[\"']|[\"'](?=[{_HAN}])|(?<=[{_HAN}])[,;!?](?=[{_HAN}\\s”’」』]|$)"
)
_MARKS: Final = "，。！？；：、…—”’」』）》〉"
_SPACE: Final = re.compile(f"(?<=[{_HAN}{_MARKS}])[ \u00a0\u2002-\u200a]+(?=[{_HAN}“‘「『（《〈])")
_CITED: Final = re.compile(r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]")  # GB/T 7714: [M], [J/OL]
_ITEM: Final = re.compile(r"\s*\w{1,4}[)）]")


def check_writing(book: Book) -> Iterator[Finding]:
    """All findings about marks and spaces."""
    for page in book.texts:
        for passage in page.passages:
            is_cited = _is_work_cited(passage)
            for run in passage.runs:
                if run.language is not None and not run.is_verbatim:
                    yield from _in_run(page, passage, run, run.language, is_cited=is_cited)
    yield from _partners(book)


def _in_run(page: Page, passage: Passage, run: Run, tag: LanguageTag, *, is_cited: bool) -> Iterator[Finding]:
    if not tag.is_unspaced and (match := _WIDE.search(run.text)):
        yield WIDE.at(page.place(run.node), f"{_near(run.text, match)} has {match[0]!r} in a text in {tag}.")
    if not tag.is_unspaced or tag.language not in {"zh", "lzh", "yue", "ja"}:
        return
    if not is_cited and (match := _NARROW.search(run.text)):
        yield NARROW.at(page.place(run.node), f"{_near(run.text, match)} has {match[0]!r} in a text in {tag}.")
    if not passage.is_heading and (match := _SPACE.search(run.text)):
        yield SPACE.at(page.place(run.node), f"{_near(run.text, match)} has a space in a text in {tag}.")


def _near(text: str, match: re.Match[str]) -> str:
    """The place with some of what stands around it."""
    start = max(0, match.start() - 12)
    return quoted(text[start : match.end() + 12], 40)


def _is_work_cited(passage: Passage) -> bool:
    kinds = (kind for node in passage.around for kind in kinds_of(node))
    return bool(_CITED.search(passage.text)) or any(kind in {"biblioentry", "bibliography"} for kind in kinds)


# --- partners ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """A passage with the page that it is on."""

    page: Page
    passage: Passage

    def found(self, rule: Rule, mark: str, at: int) -> Finding:
        around = self.passage.text[max(0, at - 12) : at + 13]
        return rule.at(self.page.place(self.passage.node), f"{mark!r} near {quoted(around)} has no partner.")


def _partners(book: Book) -> Iterator[Finding]:
    """Passages of one language, one after the other, for each pair of marks."""
    streams: dict[LanguageTag, list[_Said]] = {}
    for page in book.texts:
        for passage in page.passages:
            if (tag := passage.language) and not passage.runs[0].is_verbatim:
                streams.setdefault(tag, []).append(_Said(page, passage))
    for tag, stream in streams.items():
        for rule, pair in _pairs_of(tag):
            yield from _unpaired(stream, rule, pair)


@cache
def _pairs_of(tag: LanguageTag) -> Sequence[tuple[Rule, str]]:
    """The pairs of marks of a language; those that it uses both ways round, or as apostrophes, tell nothing."""
    try:
        stops = rules_for(tag).stops
    except UnknownLanguage:
        return [(BRACKET, pair) for pair in ("()", "[]")]
    quotes = [pair for pair in stops.quotes if tag.is_unspaced or pair[0] not in "‘‚‹›'"]
    chars = "".join(quotes)
    both_ways = {char for char in chars if chars.count(char) > 1}
    return [
        *((QUOTE, pair) for pair in quotes if not both_ways & set(pair) and pair[0] != pair[1]),
        *((BRACKET, pair) for pair in stops.brackets),
    ]


def _unpaired(stream: Sequence[_Said], rule: Rule, pair: str) -> Iterator[Finding]:
    """Marks of a pair that have no partner, in the passages that hold any."""
    holding = [(place, said) for place, said in enumerate(stream) if any(char in said.passage.text for char in pair)]
    following = [*holding[1:], None][: len(holding)]
    open_: list[tuple[_Said, int]] = []
    for (place, said), after in zip(holding, following, strict=True):
        open_ = yield from _through(said, rule, pair, open_)
        if open_ and not _goes_on(place, after, pair):
            yield from (one.found(rule, pair[0], at) for one, at in open_)
            open_ = []


def _through(
    said: _Said, rule: Rule, pair: str, open_: Iterable[tuple[_Said, int]]
) -> Generator[Finding, None, list[tuple[_Said, int]]]:
    """One passage; what is open behind it."""
    text, left = said.passage.text, list(open_)
    start = len(text) - len(text.lstrip())
    for at, char in enumerate(text):
        if char == pair[0] and not (left and rule is QUOTE and at == start):  # else a paragraph of a long speech
            if left and rule is QUOTE:
                earlier, where = left.pop()
                yield earlier.found(rule, pair[0], where)
            left.append((said, at))
        elif char == pair[1] and not _is_apostrophe(text, at):
            if left:
                left.pop()
            elif not (rule is BRACKET and (item := _ITEM.match(text)) and at < item.end()):
                yield said.found(rule, char, at)
    return left


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a ’ belongs to a word, as in It’s, which Chinese may quote."""
    return text[at] == "’" and at > 0 and text[at - 1].isascii() and text[at - 1].isalpha()


def _goes_on(place: int, after: tuple[int, _Said] | None, pair: str) -> bool:
    """Whether what is open may be closed further on: there, or in the next paragraph, which opens it anew."""
    if after is None:
        return False
    text = after[1].passage.text.lstrip()
    first = next(char for char in text if char in pair)
    return first == pair[1] or (after[0] == place + 1 and text.startswith(pair[0]))
