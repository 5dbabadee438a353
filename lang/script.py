"""Which language a text is in, and which script: from its characters and its commonest words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from bitext.languages import LanguageTag
from lang.rules import known_languages, rules_for
from lang.tables import rows

_SAMPLE: Final = 50_000  # characters that are looked at, half of them from the middle
_WORD: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final[Mapping[str, str]] = {
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "kana": "\u3041-\u3096\u30a1-\u30fa",
    "hangul": "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "other": "\u0370-\u03ff\u0530-\u10ff\u1200-\u139f\u1780-\u17ff",
}
_NOT_RUSSIAN: Final = re.compile("[ЂЃЄІЇЈЉЊЋЌЎЏђѓєіїјљњћќўџҐґ]")
# An ideograph says as much as about three letters.
_WEIGHTS: Final = {"han": 3, "kana": 2, "hangul": 2, "latin": 1, "cyrillic": 1, "other": 1}
_LEAD: Final = 0.6  # of all letters by weight: below, a text is in two languages at once
_KANA: Final = 0.12  # of ideographs and kana: in Japanese prose it is half, in Chinese a quoted word now and then
_STOP_WORDS: Final = 0.15  # of all words: in the languages known it is a third or more
_MARGIN: Final = 1.5  # over the second language


class Script(StrEnum):
    """What a text says about its Chinese script."""

    SIMPLIFIED = "Hans"
    TRADITIONAL = "Hant"
    MIXED = "mixed"
    NEUTRAL = "neutral"  # ideographs that both scripts share
    NONE = "none"  # no ideographs, or Japanese


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptCount:
    """How many characters (or words of two) of a text are in one Chinese script only."""

    simplified: int
    traditional: int
    is_chinese: bool = True

    @property
    def script(self) -> Script:
        """The script with more than twice as many characters as the other."""
        if not self.is_chinese:
            return Script.NONE
        if self.simplified == self.traditional == 0:
            return Script.NEUTRAL
        if self.simplified > 2 * self.traditional:
            return Script.SIMPLIFIED
        return Script.TRADITIONAL if self.traditional > 2 * self.simplified else Script.MIXED

    @property
    def stray(self) -> int:
        """How many are of the script that has fewer: what an editor may want to look at."""
        return min(self.simplified, self.traditional)


def detect_language(text: str) -> LanguageTag | None:
    """The language of a text, with the script of Chinese where the text tells; None if it is unsure.

    >>> [detect_language(text) for text in ("我们的飞行家", "我們的飛行家", "平原上的摩西", "日本語の漢字変換")]
    ['zh-Hans', 'zh-Hant', 'zh', 'ja']
    >>> detect_language("It was the best of times, it was the worst of times.")
    'en'
    >>> detect_language("Lorem ipsum") is None
    True
    """
    sample = _sample(text)
    counts = {name: _count(sample, name) for name in _SCRIPTS}
    weights = Counter({_group(name): 0 for name in counts})
    for name, count in counts.items():
        weights[_group(name)] += count * _WEIGHTS[name]
    group, weight = weights.most_common(1)[0]
    if not weight or weight < _LEAD * weights.total():
        return None
    return _language(group, sample, is_japanese=_is_japanese(counts["kana"], counts["han"]))


def script_of(text: str) -> ScriptCount:
    """How a Chinese text is written; 后, 里, 干 and their like count only in words such as 干部.

    >>> script_of("我们的飞行家").script, script_of("我於是后来").script, script_of("公里").script
    (<Script.SIMPLIFIED: 'Hans'>, <Script.MIXED: 'mixed'>, <Script.NEUTRAL: 'neutral'>)
    """
    counts = Counter(text)
    letters = "".join(counts)
    han, kana, simplified, traditional = (
        sum(counts[letter] for letter in pattern.findall(letters))
        for pattern in (_letters("han"), _letters("kana"), _only("simplified"), _only("traditional"))
    )
    if not han or _is_japanese(kana, han):
        return ScriptCount(simplified=0, traditional=0, is_chinese=False)
    return ScriptCount(simplified=simplified + len(_words().findall(text)), traditional=traditional)


def _count(text: str, script: str) -> int:
    return len(_letters(script).findall(text))


@cache
def _letters(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_SCRIPTS[script]}]")


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    half, middle = _SAMPLE // 2, len(text) // 2
    return text[:half] + text[middle : middle + half]


def _group(script: str) -> str:
    return "han" if script == "kana" else script


def _is_japanese(kana: int, han: int) -> bool:
    return kana > 0 and kana >= _KANA * (kana + han)


def _language(script: str, sample: str, *, is_japanese: bool) -> LanguageTag | None:
    """The language that a text is in whose letters are mostly of `script`."""
    if script == "han":
        return LanguageTag("ja") if is_japanese else _chinese(sample)
    if script == "hangul":
        return LanguageTag("ko")
    if script == "cyrillic":
        return None if _NOT_RUSSIAN.search(sample) else LanguageTag("ru")
    return _by_stop_words(sample) if script == "latin" else None


def _chinese(sample: str) -> LanguageTag:
    script = script_of(sample).script
    return LanguageTag(f"zh-{script}" if script in (Script.SIMPLIFIED, Script.TRADITIONAL) else "zh")


_SHORT: Final = 12
"""Words of a text that is too short for two of the commonest words to be expected."""


def _by_stop_words(sample: str) -> LanguageTag | None:
    """The language whose commonest words the text has, if no other comes near; shared words count in parts."""
    count = Counter(_WORD.findall(sample.lower()))
    lists = _stop_words()
    hits = {language: sum(count[word] for word in words) for language, words in lists.items()}
    shares = Counter(
        {
            language: sum(count[word] / sum(word in other for other in lists.values()) for word in words if count[word])
            for language, words in lists.items()
        }
    )
    (best, score), (_, second) = shares.most_common(2)
    # A sentence or two can have only one of the commonest words, a page cannot.
    least = 1 if count.total() < _SHORT else 2
    sure = hits[best] >= least and hits[best] >= _STOP_WORDS * count.total() and score >= _MARGIN * second
    return LanguageTag(best) if sure else None


@cache
def _stop_words() -> Mapping[str, frozenset[str]]:
    rules = (rules_for(language) for language in known_languages())
    return {str(rule.language): rule.stop_words for rule in rules if rule.stop_words}


@cache
def _evidence() -> Mapping[str, str]:
    return dict(rows("scripts"))


@cache
def _words() -> re.Pattern[str]:
    """Words of two characters that are in one script only, while their characters are in both."""
    seconds: dict[str, list[str]] = {}
    for word in _evidence()["simplified words"].split():
        seconds.setdefault(word[0], []).append(word[1])
    return re.compile("|".join(f"{first}[{''.join(found)}]" for first, found in seconds.items()))


def strays(text: str, expected: Script) -> Iterator[tuple[int, int]]:
    """Where characters stand (start and end) that are only in the other script than the one expected.

    Characters that both scripts have, as 后 and 里, are never among them; nothing is where `expected` is no script.

    >>> list(strays("我們的飞行家", Script.TRADITIONAL)), list(strays("我們的飞行家", Script.SIMPLIFIED))
    ([(3, 4)], [(1, 2)])
    """
    names = {Script.SIMPLIFIED: "traditional", Script.TRADITIONAL: "simplified"}
    if expected in names:
        for match in _only(names[expected]).finditer(text):
            yield match.span()


@cache
def _only(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_evidence()[script]}]")
