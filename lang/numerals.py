"""What a numeral is worth: Chinese numerals, Roman numerals, number words.

`lang.quantities` finds the numbers in running text.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final

from lang.rules import Rules

DIGITS: Final[Mapping[str, int]] = {
    char: value
    for value, chars in enumerate(
        ("〇零○", "一壹壱", "二贰貳弐两兩", "三叁參叄参", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_SMALL: Final[Mapping[str, int]] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE: Final[Mapping[str, int]] = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
UNITS: Final[Mapping[str, int]] = {**_SMALL, **_LARGE}
_FUSED: Final = {"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"}
_FIGURES: Final = r"\d[\d,，]*(?:[.．]\d+)?"
_SCALE: Final = "(?:[十百千][万萬亿億兆]{0,2}|[万萬亿億兆]{1,2})"
_MIXED: Final = re.compile(f"{_FIGURES}(?:{_SCALE}{_FIGURES})*{_SCALE}?")
_CHINESE: Final = "".join((*DIGITS, *UNITS, *_FUSED))
# Canonical Roman numerals only: "mild" and "IIII" are none.
_ROMAN: Final = re.compile(r"(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final[Mapping[str, int]] = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_SIGNS: Final = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_WORD_END: Final = "(?![A-Za-zÀ-ɏЀ-ӿ])"  # the scripts that write spaces between words
_BETWEEN_WORDS: Final = re.compile(r"[\s-]+(?:(?:and|et|y|e)\s+)?", re.IGNORECASE)


def number(text: str, rules: Rules) -> int | None:
    """The value of a numeral in any notation that `rules` know: 12, １２, 十二, XII, twelve, twelfth.

    >>> from lang.rules import rules_for
    >>> [number(text, rules_for("en")) for text in ("12", "第", "十二", "xii", "Twenty-First")]
    [12, None, 12, 12, 21]
    """
    text = text.strip()
    # Words go before Roman numerals: the French dix is not DIX.
    values = (chinese_number(text), word_number(text, rules), roman_number(text))
    return next((value for value in values if value is not None), None)


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral, positional or with units, with digits before units allowed.

    >>> [chinese_number(text) for text in ("三十五", "二〇二四", "一百零八", "两万五", "3.5万", "廿三", "十百")]
    [35, 2024, 108, 25000, 35000, 23, None]
    """
    value = chinese_value(text)
    return int(value) if value is not None and value.denominator == 1 else None


def chinese_value(text: str) -> Fraction | int | None:
    """The same, which need not be whole where it is written in figures.

    >>> [str(chinese_value(text)) for text in ("2.5", "1亿2千万", "3万5千", "3万5", "三十五")]
    ['5/2', '120000000', '35000', '35000', '35']
    """
    if _MIXED.fullmatch(text):
        return _mixed(text)
    if not text or not all(char in _CHINESE for char in text):
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return _with_units("".join(_FUSED.get(char, char) for char in text))


def _mixed(text: str) -> Fraction:
    """Figures with units, added up; a single digit at the end counts the unit below the last."""
    total = unit = Fraction(0)
    for part in re.finditer(f"({_FIGURES})({_SCALE}?)", text):
        figures, scale = re.sub("[,，]", "", part[1]).replace("．", "."), Fraction(1)
        if unit and len(part[0]) == 1:
            scale = unit / 10
        for char in part[2]:
            scale *= UNITS[char]
        total, unit = total + Fraction(figures) * scale, scale
    return total


def _with_units(text: str) -> int | None:
    """What stands before the largest unit times the unit, and what stands after it."""
    for unit in sorted({char for char in text if char in _LARGE}, key=lambda char: -_LARGE[char]):
        head, _, tail = text.rpartition(unit)
        times, rest = _with_units(head), _rest(tail, _LARGE[unit])
        return times * _LARGE[unit] + rest if times and rest is not None and rest < _LARGE[unit] else None
    return _below_ten_thousand(text)


def _rest(text: str, unit: int) -> int | None:
    """What follows a unit; a single digit counts the unit below it: 两万五 is 25,000, 两万零五 is 20,005."""
    if not text:
        return 0
    if len(text) == 1 and text in DIGITS:
        return DIGITS[text] * unit // 10
    return _with_units(text)


def _below_ten_thousand(text: str) -> int | None:
    """Units fall from 千 to 十; a digit may go before each, 十 may stand without."""
    total, digit, last = 0, None, 10**4
    zero = False
    for char in text:
        if char in DIGITS:
            if digit:  # two digits side by side belong to the positional notation
                return None
            digit, zero = DIGITS[char], zero or not DIGITS[char]
            continue
        unit = _SMALL[char]
        if unit >= last or (not digit and unit != 10):
            return None
        total, digit, last, zero = total + (digit or 1) * unit, None, unit, False
    if digit and last in (100, 1000) and not zero:
        return total + digit * last // 10
    return total + (digit or 0)


def roman_number(text: str) -> int | None:
    """The value of a Roman numeral in canonical form, in letters or in Unicode's own signs.

    >>> [roman_number(text) for text in ("XIV", "xiv", "Ⅻ", "IIII", "mild", "")]
    [14, 14, 12, None, None, None]
    """
    if len(text) == 1 and text in _ROMAN_SIGNS:
        return _ROMAN_SIGNS.index(text) + 1
    letters = text.upper()
    if not text.isascii() or not letters or not _ROMAN.fullmatch(letters):
        return None
    values = [_ROMAN_VALUES[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def word_number(text: str, rules: Rules) -> int | None:
    """The value of a number in the words of the language: cardinal or ordinal.

    >>> from lang.rules import rules_for
    >>> english = rules_for("en")
    >>> [word_number(text, english) for text in ("one hundred and five", "Twenty-First", "two thousand", "one two")]
    [105, 21, 2000, None]
    """
    values = _values(rules)
    if text.lower() in values:  # dix-sept is one word
        return values[text.lower()]
    total = below_thousand = 0
    for word in _BETWEEN_WORDS.split(text.strip().lower()):
        value = values.get(word)
        if value is None or not _may_follow(below_thousand, value):
            return None
        if value >= 1000:
            total, below_thousand = total + max(below_thousand, 1) * value, 0
        elif value == 100:
            below_thousand = max(below_thousand, 1) * 100
        else:
            below_thousand += value
    return total + below_thousand


def _may_follow(before: int, value: int) -> bool:
    """Whether a word of this value can come after words that make `before`, below a thousand."""
    if value >= 100:
        return value > 100 or before < 10
    tens = before % 100
    return tens == 0 or (value < 10 and tens >= 20 and tens % 10 == 0)


@lru_cache
def _values(rules: Rules) -> Mapping[str, int]:
    """The number words of a language; each entry of the rules is a value and its forms."""
    entries = (entry.split() for entry in rules.number_words)
    return {form.lower(): int(value) for value, *forms in entries for form in forms}


@lru_cache
def numeral_pattern(rules: Rules) -> str:
    """A regular expression for whatever looks like a numeral; `number` says whether it is one."""
    words = "|".join(re.escape(word) for word in sorted(_values(rules), key=lambda word: (-len(word), word)))
    word = rf"(?i:(?:{words})(?:[\s-](?:(?:and|et|y|e)\s)?(?:{words}))*+){_WORD_END}|" if words else ""
    roman = rf"(?i:[ivxlcdm]{{1,12}}){_WORD_END}|[{_ROMAN_SIGNS}]"
    return rf"(?:\d{{1,4}}|[{_CHINESE}]{{1,12}}|{word}{roman})"
