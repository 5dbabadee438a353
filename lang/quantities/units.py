"""What a number in Chinese may be worth by what it counts: 三成 is 0.3, 七旬 is 70, 三里 are 1.5 kilometres.

Units are given where translations give others instead: a li is half a kilometre, a quarter of an hour fifteen minutes.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

_Worth: TypeAlias = Callable[[Fraction], tuple[Fraction, ...]]
_BECOME: Final = "为了功员年长立绩果就交熟都本人千百群双"  # 成为, 成功: no tenths

_COUNTED: Final[Sequence[tuple[str, _Worth]]] = (
    ("打(?![算电听扮开击扫破动架工仗人到中在了过着])", lambda n: (n, 12 * n)),
    ("个?世纪", lambda n: (n, 100 * n)),
    ("年", lambda n: (n, 1900 + n, 2000 + n) if 0 < n < 100 else (n,)),
    ("年半|年零六个月", lambda n: (n + Fraction(1, 2), 12 * n + 6)),
    ("个半?月", lambda n: (n, n / 12)),
    ("个?(?:小时|钟头|钟)", lambda n: (n, 60 * n)),
    ("个半(?:小时|钟头|钟)", lambda n: (n + Fraction(1, 2), 60 * n + 30)),
    ("(?:个|天|公?斤|公?里|小时|块|米|岁|点|倍|吨|亩)半(?![天年夜路])", lambda n: (n, n + Fraction(1, 2))),
    ("[点时](?!间|候|代|光|装|髦|常|而)", lambda n: (n, n + 12 if n <= 12 else n - 12) if n <= 24 else (n,)),
    ("刻", lambda n: (n, 15 * n, n / 4)),
    ("[斤里](?!面|头|边)", lambda n: (n, n / 2)),
    ("倍", lambda n: (n, n + 1)),  # 多三倍: four times as many
    ("楼", lambda n: (n, n - 1)),  # as the British count
    ("毛|角钱|毫(?![米升克秒安伏巴])", lambda n: (n, 10 * n, n / 10)),
    ("分(?![之钟别手开布])", lambda n: (n, n / 10)),
    (f"成(?![{_BECOME}])", lambda n: (n / 10,)),
    ("折(?![腾磨叠断返服扣合算中射旧])", lambda n: (n / 10, 1 - n / 10, n) if n < 10 else (n / 100, 1 - n / 100)),
    ("%", lambda n: (n / 100, n)),
    ("‰", lambda n: (n / 1000, n)),
    ("旬", lambda n: (10 * n, n)),
)


def _by_first(units: Sequence[tuple[str, _Worth]]) -> Mapping[str, Sequence[tuple[re.Pattern[str], _Worth]]]:
    compiled = [(re.compile(pattern), worth) for pattern, worth in units]
    firsts = {char for pattern, _ in units for char in pattern if char.isalpha() or char in "%‰"}
    return {char: [(p, worth) for p, worth in compiled if _may_begin(p, char)] for char in sorted(firsts)}


def _may_begin(pattern: re.Pattern[str], char: str) -> bool:
    return char in pattern.pattern.partition("(?!")[0]


_UNITS: Final = _by_first(_COUNTED)


def worth(value: Fraction, text: str, at: int) -> tuple[Fraction, ...]:
    """What a number may be worth that ends at a place of a folded text, the likeliest first.

    >>> [[str(value) for value in worth(Fraction(3), text, 1)] for text in ("三人", "三成", "三年半", "三里")]
    [['3'], ['3/10'], ['3', '1903', '2003', '7/2', '42'], ['3', '3/2']]
    """
    units = _UNITS.get(text[at : at + 1], ())
    values = [each for pattern, of in units if pattern.match(text, at) for each in of(value)]
    return tuple(dict.fromkeys(values)) or (value,)
