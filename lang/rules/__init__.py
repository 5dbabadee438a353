"""What is true of a language, as data: one TOML file a language, one value for all that reads it.

A new language is a new file beside the others.  What the file leaves out it takes from `common.toml`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeVar, get_origin

from bitext.errors import BadConfiguration, UnknownLanguage
from bitext.languages import LanguageTag

_COMMON: Final = "common"
_Part = TypeVar("_Part", "Stops", "Abbreviations", "HeadingPattern", "Rules")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """Which characters end a sentence, and which stand around its end."""

    full: str  # wherever they stand: 。！？
    spaced: str  # before white space or beside a character of an unspaced script: ! ?
    periods: str  # the same, unless an abbreviation or number goes before
    ellipses: str
    dashes: str  # they end a sentence only where a quotation breaks off: —”
    plain: str  # those of `full` that make a statement: 。
    closers: str  # quotation marks and brackets that belong to the sentence before them
    openers: str  # what may stand before the first letter of a sentence
    brackets: tuple[str, ...]  # pairs within which no sentence ends
    quotes: tuple[str, ...]  # pairs of quotation marks, the outer ones first
    spaced_closers: str = ""  # closers that a space may go before: French »
    continuers: str = ""  # punctuation that goes on with the sentence
    after_quote: str = ""  # a pattern of words that go on with it after a closing mark: 的, と
    after_spaced_quote: str = ""  # the same where a space comes between: 하고
    before_quote: str = ""  # a pattern of the character before a quotation that is part of a sentence: 她的“不知道。”


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """Words written with a period that does not by itself end a sentence, by what comes after them."""

    titles: tuple[str, ...] = ()  # a name comes next: Mr., Dr.
    connectives: tuple[str, ...] = ()  # the sentence goes on: e.g., cf.
    references: tuple[str, ...] = ()  # a number comes next: vol., no., p.
    months: tuple[str, ...] = ()  # likewise
    names: tuple[str, ...] = ()  # parts of names: Inc., Jr.; the sentence ends only if a `starter` comes next
    one_letter_words: frozenset[str] = frozenset()  # not initials: English I
    endings: tuple[str, ...] = ()  # of words that a number comes after: German Bergstr. 5
    elided: tuple[str, ...] = ()  # words that begin with an apostrophe: English 'twas
    ordinals: bool = False  # a period makes a number an ordinal: German 3. März


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPattern:
    """A form that headings take; `{number}` stands for a numeral, `{title}` for what may follow it."""

    level: int
    pattern: str
    bare: bool = False  # only a number: taken for a heading only when asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All rules of a language."""

    language: LanguageTag
    stops: Stops
    abbreviations: Abbreviations = Abbreviations()
    starters: frozenset[str] = frozenset()  # words that open a sentence and are no names, in lower case
    speech_tag: str = ""  # how a speech tag begins: "she said"
    headings: tuple[HeadingPattern, ...] = ()
    heading_title: str = ""  # how a title follows the number of a heading
    heading_length: int = 60  # characters; what is longer is prose
    number_words: tuple[str, ...] = ()  # each entry a value and the words for it: "3 three third"
    stop_words: frozenset[str] = frozenset()  # the commonest words, by which the language is known
    dialects: tuple[str, ...] = ()  # languages that are written by the same rules

    def __hash__(self) -> int:
        return hash(self.language)


def rules_for(tag: str) -> Rules:
    """The rules of the closest language: those of `de` for `de-AT`.

    Raises `UnknownLanguage` where there is none; no other language's rules stand in.

    >>> rules_for("de-AT") is rules_for("de")
    True
    >>> rules_for("tlh")
    Traceback (most recent call last):
        ...
    bitext.errors.UnknownLanguage: There are no rules for the language 'tlh'; known are de, en, es, fr, it, ja, ko, \
pt, ru and zh. Give the text one sentence a line and say that it is segmented.
    """
    language = LanguageTag(tag).language
    if language not in _file_of():
        *others, last = known_languages()
        raise UnknownLanguage(
            f"There are no rules for the language {tag!r}; known are {', '.join(others)} and {last}. "
            "Give the text one sentence a line and say that it is segmented."
        )
    return _rules(_file_of()[language])


@cache
def common_rules() -> Rules:
    """What all languages have in common, for texts in any."""
    return read_rules('language = "und"', name=f"{_COMMON}.toml")


def has_rules(tag: str) -> bool:
    """Whether `rules_for` knows the language."""
    return LanguageTag(tag).language in _file_of()


def known_languages() -> tuple[str, ...]:
    """The languages that have rules, in the order of their names."""
    return tuple(sorted(set(_file_of().values())))


def read_rules(toml: str, *, name: str) -> Rules:
    r"""The rules that a TOML text gives on top of the common ones; `name` is for messages.

    Raises `BadConfiguration` where the text is no TOML, a key is unknown, missing or of the wrong
    kind, or a pattern is no regular expression.

    >>> read_rules('language = "xx"\nstop = {}', name="xx.toml")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    bitext.errors.BadConfiguration: xx.toml: 'stop' is not known here; it takes abbreviations, ...
    """
    own, base = _tables(toml, name), _tables(_text(_COMMON), f"{_COMMON}.toml")
    merged = {key: _merged(base.get(key), own.get(key)) for key in {**base, **own}}
    return _rules_of(merged, name)


@cache
def _rules(stem: str) -> Rules:
    return read_rules(_text(stem), name=f"{stem}.toml")


@cache
def _file_of() -> Mapping[str, str]:
    """The file that each language is in; dialects are in that of the language they are written like."""
    names = sorted(path.name for path in files(__name__).iterdir() if path.name.endswith(".toml"))
    stems = [name.removesuffix(".toml") for name in names if name != f"{_COMMON}.toml"]
    dialects = {stem: _tables(_text(stem), stem).get("dialects", "").split() for stem in stems}
    return {language: stem for stem in stems for language in (stem, *dialects[stem])}


def _text(stem: str) -> str:
    return files(__name__).joinpath(f"{stem}.toml").read_text(encoding="utf-8")


def _tables(toml: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise BadConfiguration(f"{name} is not TOML: {error}.") from error


def _merged(base: object, own: object) -> object:
    """The language's own value; of two tables, both, the language's own keys before the common ones."""
    if isinstance(base, dict) and isinstance(own, dict):
        return {**base, **own}
    return base if own is None else own


def _rules_of(tables: dict[str, Any], name: str) -> Rules:
    made = dict(tables)
    made["stops"] = _made(Stops, tables.get("stops"), f"{name}, [stops]")
    made["abbreviations"] = _made(Abbreviations, tables.get("abbreviations", {}), f"{name}, [abbreviations]")
    made["headings"] = [_made(HeadingPattern, table, f"{name}, [[headings]]") for table in tables.get("headings", ())]
    rules = _made(Rules, made, name)
    for entry in rules.number_words:
        if not re.fullmatch(r"\d+( \S+)+", entry):
            raise BadConfiguration(f"{name}: 'number_words' has {entry!r}; write the value first: '3 three third'.")
    for pattern in (
        rules.stops.after_quote,
        rules.stops.after_spaced_quote,
        rules.stops.before_quote,
        rules.speech_tag,
        rules.heading_title,
        *(h.pattern for h in rules.headings),
    ):
        _check_pattern(pattern, name)
    return rules


def _check_pattern(pattern: str, name: str) -> None:
    try:
        re.compile(pattern.replace("{number}", "(?P<number>1)").replace("{title}", ""))
    except re.error as error:
        raise BadConfiguration(f"{name}: {pattern!r} is no regular expression: {error}.") from error


def _made(cls: type[_Part], table: object, place: str) -> _Part:
    """A value of `cls` from a table, whose keys are the fields."""
    if not isinstance(table, dict):
        raise BadConfiguration(f"{place} must be a table.")
    known = {f.name: f for f in fields(cls)}
    if unknown := next((key for key in table if key not in known), None):
        raise BadConfiguration(f"{place}: {unknown!r} is not known here; it takes {', '.join(sorted(known))}.")
    needed = (key for key, f in known.items() if f.default is MISSING and f.default_factory is MISSING)
    if missing := next((key for key in needed if key not in table), None):
        raise BadConfiguration(f"{place}: {missing!r} is missing.")
    return cls(**{key: _value(known[key].type, value, f"{place}: {key!r}") for key, value in table.items()})


def _value(kind: Any, given: Any, place: str) -> Any:  # noqa: ANN401 - as untyped as TOML
    """What a field holds; sets and lists of words are written as one text with white space between them."""
    if kind is LanguageTag and isinstance(given, str):
        return LanguageTag(given)
    if get_origin(kind) in (tuple, frozenset) and isinstance(given, str):
        return frozenset(given.split()) if get_origin(kind) is frozenset else tuple(given.split())
    if get_origin(kind) is tuple and isinstance(given, list):
        return tuple(given)
    if isinstance(given, get_origin(kind) or kind):
        return given
    raise BadConfiguration(f"{place} cannot be {given!r}.")
