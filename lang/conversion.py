"""OpenCC for output: text in the other script.  For matching there is `lang.folding`, which keeps offsets."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from bitext.errors import BadConfiguration, BadData
from bitext.languages import LanguageTag

if TYPE_CHECKING:
    from opencc import OpenCC

# The Chinese and Japanese configurations of OpenCC 1.4.2.
CONFIGS: Final = tuple(
    "hk2s hk2sp hk2t jp2t s2hk s2hkp s2t s2tw s2twp t2hk t2jp t2s t2tw tw2s tw2sp tw2t".split()  # noqa: SIM905
)
_STANDARD: Final = {"Hans": "s", "Hant": "t", "CN": "s", "SG": "s", "MY": "s", "TW": "tw", "HK": "hk", "MO": "hk"}
_WITH_WORDS: Final = {"s2tw": "s2twp", "s2hk": "s2hkp", "tw2s": "tw2sp", "hk2s": "hk2sp"}
_CHINESE: Final = frozenset({"zh", "cmn", "yue", "lzh", "wuu", "hak", "nan"})


def convert(text: str, config: str) -> str:
    """The text as OpenCC converts it by one of its configurations: s2t, t2s, s2tw, s2twp, s2hk ….

    Raises `BadConfiguration` where there is none of that name, `BadData` where the text has half of a
    surrogate pair.

    >>> convert("头发干燥", "s2t"), convert("软件", "s2twp"), convert("錢鍾書", "t2s")
    ('頭髮乾燥', '軟體', '钱锺书')
    """
    if config not in CONFIGS:
        raise BadConfiguration(f"OpenCC has no conversion {config!r}; choose one of {', '.join(CONFIGS)}.")
    try:
        converted: str = _converter(config).convert(text)
    except UnicodeEncodeError as error:
        place = f"Character {error.start + 1} of the text"
        raise BadData(f"{place} is half of a surrogate pair; read the file in its right encoding.") from error
    return converted


def to_script(text: str, target: LanguageTag, source: LanguageTag | None = None) -> str:
    """The text in the script of a Chinese language tag, and by the standard of its region.

    `source` says what the text is in, where that is known: in a text from Taiwan 著 may have to become 着.
    A tag of another language, or one that names neither script nor region, leaves the text as it is.

    >>> to_script("里面", LanguageTag("zh-Hant-TW")), to_script("里面", LanguageTag("zh-Hant-HK"))
    ('裡面', '裏面')
    >>> to_script("看著", LanguageTag("zh-Hans"), LanguageTag("zh-Hant-TW"))
    '看着'
    """
    given = _standard(source) if source else None
    for config in _steps(given, _standard(target)):
        text = convert(text, config)
    return text


def steps(target: LanguageTag, source: LanguageTag | None = None, *, vocabulary: bool = False) -> tuple[str, ...]:
    """OpenCC's configurations that lead to the script and region of a tag; none where there is nothing to do.

    With `vocabulary` words of the region too, 软件 to 軟體, which is a change of the text and not of its characters.

    >>> steps(LanguageTag("zh-Hant-TW"), vocabulary=True), steps(LanguageTag("zh-Hant-HK"), LanguageTag("zh-Hant-TW"))
    (('s2twp',), ('tw2t', 't2hk'))
    """
    found = tuple(_steps(_standard(source) if source else None, _standard(target)))
    return tuple(_WITH_WORDS.get(config, config) for config in found) if vocabulary else found


def _standard(tag: LanguageTag) -> str | None:
    """OpenCC's name for what a tag asks for: s, t, tw or hk.  The region says more than Hant does."""
    if tag.language not in _CHINESE or tag.script not in (None, "Hans", "Hant"):
        return None
    found = [_STANDARD[part] for part in tag.split("-")[1:] if part in _STANDARD]
    return "s" if tag.script == "Hans" else next(reversed(found), None)


def _steps(given: str | None, wanted: str | None) -> Iterator[str]:
    """The conversions that lead from one standard to the other, over OpenCC's own (t) between regions."""
    if wanted is None or wanted == given:
        return
    if wanted == "s":
        yield f"{given or 't'}2s"
    elif given in (None, "s"):
        yield f"s2{wanted}"
    else:
        yield from () if given == "t" else (f"{given}2t",)
        yield from () if wanted == "t" else (f"t2{wanted}",)


@cache
def _converter(config: str) -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - loaded when first needed: the library is 7 MB

    return OpenCC(config)
