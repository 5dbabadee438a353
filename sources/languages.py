"""Which language a text is in: what the file says, checked against its script."""

from typing import Final

from bitext.errors import BadData, UnknownLanguage
from bitext.languages import LanguageTag
from lang.rules import Rules, rules_for
from lang.script import detect_language
from sources.sections import running_text

_SAMPLE: Final = 20_000
"""Characters at the beginning, in the middle and at the end: front matter may be in another language."""

_DETECTED: Final = frozenset({"zh", "en", "ja", "ko", "de", "fr", "es", "it", "pt", "ru"})
"""The languages that detection tells apart; of the others it knows nothing, so that the file's word stands."""


_SCRIPTS: Final = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}
"""What is written in each region (Unicode CLDR, likelySubtags)."""


def language_of(text: str) -> LanguageTag | None:
    """The language by the text's characters and words; None if that is not enough.

    The works cited do not count: an English article may list hardly any but Chinese ones.
    """
    text = running_text(text)
    middle = len(text) // 2
    if len(text) <= 3 * _SAMPLE:
        return detect_language(text)
    return detect_language("\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:])))


def rules_of(language: LanguageTag | None) -> Rules | None:
    """The rules of a language if there are any."""
    try:
        return rules_for(language) if language else None
    except UnknownLanguage:
        return None


def tag_or_none(value: str | None) -> LanguageTag | None:
    """The tag that a file gives, if it is one.

    >>> tag_or_none("zh_cn"), tag_or_none("English"), tag_or_none(None)
    ('zh-CN', None, None)
    """
    try:
        return LanguageTag(value.strip().replace("_", "-")) if value else None
    except BadData:
        return None


def matches(language: LanguageTag | None, wanted: LanguageTag | None) -> bool:
    """Whether a text in `language` will do: nothing in the two tags contradicts, and what is not said may be so.

    >>> matches(LanguageTag("zh-CN"), LanguageTag("zh-Hans")), matches(LanguageTag("zh-Hant"), LanguageTag("zh-Hans"))
    (True, False)
    """
    if language is None or wanted is None:
        return True
    scripts = {language.script, wanted.script}
    return language.language == wanted.language and (len(scripts) == 1 or None in scripts)


def settled(declared: LanguageTag | None, detected: LanguageTag | None) -> LanguageTag | None:
    """The language of a text: the tag declared, unless the characters say otherwise or say it better.

    >>> settled(LanguageTag("en"), LanguageTag("zh-Hans")), settled(LanguageTag("lzh"), LanguageTag("zh-Hant"))
    ('zh-Hans', 'lzh')
    >>> settled(LanguageTag("zh"), LanguageTag("zh-Hant")), settled(LanguageTag("en-GB"), LanguageTag("en"))
    ('zh-Hant', 'en-GB')
    >>> settled(LanguageTag("zh-TW"), LanguageTag("zh"))
    'zh-Hant'
    """
    if declared is None or detected is None:
        return declared or detected
    if declared.language != detected.language:
        return detected if declared.language in _DETECTED else declared
    if declared.language != "zh" or declared.script is not None:
        return declared
    return detected if detected.script else _with_script(declared)


def _with_script(tag: LanguageTag) -> LanguageTag:
    """Chinese with the script of its region."""
    script = _SCRIPTS.get(tag.rpartition("-")[2])
    return LanguageTag(f"zh-{script}") if script else tag
