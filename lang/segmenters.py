"""What divides texts into sentences, by name: our own rules, or a package for languages that have none.

A segmenter makes a divider for each language; a divider is any function from a text to the places where its
sentences end.  What a divider of another package says is settled here: line ends end sentences, white space goes
with the sentence before, and an opening mark with the one after.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import version
from itertools import accumulate
from types import ModuleType
from typing import Final, Protocol

from bitext.errors import DuizhaoError, MissingDependency, UnknownLanguage
from bitext.languages import LanguageTag
from lang.abbreviations import Periods, periods
from lang.lines import past_space
from lang.rules import Rules, common_rules, has_rules, rules_for
from lang.scanner import ends

_OPENERS: Final = frozenset("\"'“‘„‚«‹»([{（「『《〈¿¡")
_UNSPACED_OPENERS: Final = frozenset("“‘「『《〈（")
_UNSPACED_ENDS: Final = frozenset("。！？…”’」』）")


class Divider(Protocol):
    """Anything that says where the sentences of a text end, in rising order; the end of the text may be left out."""

    def __call__(self, text: str, /) -> Iterable[int]: ...


def _always(_language: LanguageTag) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmenter:
    """A way to divide texts that can be asked for by name."""

    name: str
    divider: Callable[[LanguageTag], Divider]
    """What divides texts in a language.  Raises `UnknownLanguage`, and `MissingDependency` where its package is not
    installed."""
    knows: Callable[[LanguageTag], bool] = _always
    version: Callable[[], str] | None = None  # of what does it, if that is not duizhao itself
    extra: str = ""  # the extra of duizhao that brings the package

    def described(self, language: LanguageTag) -> str:
        """What divides texts in the language, for the record of how an edition was made."""
        return f"{self.name} {self.version()} for {language}" if self.version else f"the rules for {language}"


class UnknownSegmenter(DuizhaoError):
    """No segmenter has the name; wrong usage, as Typer has it."""

    exit_code = 2


def segmenter_named(name: str) -> Segmenter:
    """The segmenter of that name.

    Raises `UnknownSegmenter`.

    >>> list(segmenter_named("rules").divider(LanguageTag("en"))("He left. She"))
    [9]
    >>> segmenter_named("punkt")
    Traceback (most recent call last):
        ...
    lang.segmenters.UnknownSegmenter: There is no segmenter 'punkt'; it can be rules, icu (pip install \
'duizhao[icu]') or nupunkt (pip install 'duizhao[nupunkt]').
    """
    found = next((segmenter for segmenter in SEGMENTERS if segmenter.name == name), None)
    if found is None:
        *most, last = (s.name + (f" ({_remedy(s.extra)})" if s.extra else "") for s in SEGMENTERS)
        raise UnknownSegmenter(f"There is no segmenter {name!r}; it can be {', '.join(most)} or {last}.")
    return found


def quotation_rules(language: LanguageTag) -> Rules:
    """The rules by which quotations are told: those of the language, or what all have in common."""
    return rules_for(language) if has_rules(language) else common_rules()


def _by_rules(language: LanguageTag) -> Divider:
    try:
        rules = rules_for(language)
    except UnknownLanguage as error:
        raise UnknownLanguage(f"{error} Or let ICU divide it: --segmenter icu.") from error
    return lambda text: ends(text, rules)


def _by_icu(language: LanguageTag) -> Divider:
    """UAX 29 with the abbreviations that CLDR has for the language, and the initials and titles that all share.

    Unicode Standard Annex 29, https://www.unicode.org/reports/tr29/, section 5.
    """
    icu = _imported("icu", "icu")
    breaks = icu.BreakIterator.createSentenceInstance(icu.Locale.forLanguageTag(f"{language}-u-ss-standard"))

    def divide(text: str) -> Iterable[int]:
        breaks.setText(text)
        return _from_utf16(text, list(breaks))

    return settled(divide)


def _is_english(language: LanguageTag) -> bool:
    return language.language == "en"


def _by_nupunkt(language: LanguageTag) -> Divider:
    """Punkt with a model of English that was trained on texts of law (https://github.com/alea-institute/nupunkt)."""
    if not _is_english(language):
        raise UnknownLanguage(f"The segmenter 'nupunkt' knows English only, not {language!r}; take rules or icu.")
    nupunkt = _imported("nupunkt", "nupunkt")
    return settled(lambda text: (end for _, end in nupunkt.sent_spans(text)))


def settled(divide: Divider) -> Divider:
    r"""A divider that cuts where `divide` does, but keeps to the conventions of this module.

    >>> divide = settled(lambda line: [11, 15] if "Dr." in line else [])
    >>> list(divide("He left.  “Dr. Wu stayed.\nTrue?"))
    [10, 26]
    """

    def settle(text: str) -> Iterator[int]:
        at, has_begun = 0, False
        for line in text.splitlines(keepends=True):
            first = past_space(line, 0)
            if first < len(line):
                if has_begun:
                    yield at + first
                yield from (at + end for end in _settled(line, first, divide(line)))
                has_begun = True
            at += len(line)

    return settle


def _settled(line: str, start: int, found: Iterable[int]) -> Iterator[int]:
    """The ends within a line, each after the white space and before the marks that open the next sentence."""
    abbreviations = periods(common_rules())
    for end in found:
        cut = past_space(line, _before_openers(line, end))
        if start < cut < len(line) and not _is_held(line, start, cut, abbreviations):
            yield cut
            start = cut


def _before_openers(line: str, end: int) -> int:
    """Before the marks at `end` that open what follows.

    They do after white space, and after the marks of scripts without it; elsewhere “ and » may close, as in German.
    """
    at = end
    while at and line[at - 1] in _OPENERS:
        at -= 1
    before, first = line[max(0, at - 1) : at], line[at : at + 1]
    return at if before.isspace() or (before in _UNSPACED_ENDS and first in _UNSPACED_OPENERS) else end


def _is_held(line: str, start: int, cut: int, abbreviations: Periods) -> bool:
    """Whether the period before `cut` is that of an initial or a title that all languages have."""
    stop = cut - 1
    while line[stop].isspace():
        stop -= 1
    return line[stop] == "." and abbreviations.holds(line, start, stop, cut)


def _from_utf16(text: str, offsets: Sequence[int]) -> Iterable[int]:
    """Offsets in code points, given those in the units of UTF-16 that ICU counts in."""
    if text.isascii() or max(text) <= "\uffff":
        return offsets
    units = list(accumulate((1 + (char > "\uffff") for char in text), initial=0))
    return [bisect_left(units, offset) for offset in offsets]


def _imported(module: str, extra: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingDependency(f"The segmenter {extra!r} cannot be loaded ({error}); {_remedy(extra)}.") from error


def _remedy(extra: str) -> str:
    return f"pip install 'duizhao[{extra}]'"


def _icu_version() -> str:
    return str(_imported("icu", "icu").ICU_VERSION)


RULES: Final = Segmenter(name="rules", divider=_by_rules, knows=has_rules)
SEGMENTERS: Final[Sequence[Segmenter]] = (
    RULES,
    Segmenter(name="icu", divider=_by_icu, version=_icu_version, extra="icu"),
    Segmenter(
        name="nupunkt", divider=_by_nupunkt, knows=_is_english, version=partial(version, "nupunkt"), extra="nupunkt"
    ),
)
