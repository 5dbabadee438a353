"""Language tags (BCP 47), and the two facts about a language that text values need."""

import re
from typing import Self

from bitext.errors import BadData

# The subset of RFC 5646 that texts use: language, script, region, variants.
_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})"
    r"(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*)"
)
_UNSPACED = frozenset({"zh", "lzh", "yue", "ja", "th", "lo", "km", "my"})


class LanguageTag(str):
    """A BCP 47 tag in canonical case: `zh-Hans`, `en`, `zh-Latn-pinyin`.

    >>> LanguageTag("ZH-hant-tw")
    'zh-Hant-TW'
    >>> LanguageTag("zh-Hant-TW").language, LanguageTag("zh-Hant-TW").script
    ('zh', 'Hant')
    >>> LanguageTag("klingon!")
    Traceback (most recent call last):
        ...
    bitext.errors.BadData: 'klingon!' is not a language tag; write one like zh-Hans, zh-Hant or en.
    """

    __slots__ = ()

    def __new__(cls, tag: str) -> Self:
        match = _TAG.fullmatch(tag)
        if match is None:
            raise BadData(f"{tag!r} is not a language tag; write one like zh-Hans, zh-Hant or en.")
        parts = [match["language"].lower()]
        parts += [match["script"].title()] if match["script"] else []
        parts += [match["region"].upper()] if match["region"] else []
        return super().__new__(cls, "-".join(parts) + match["variants"].lower())

    @property
    def language(self) -> str:
        """The first subtag: `zh` of `zh-Hans`."""
        return self.split("-")[0]

    @property
    def script(self) -> str | None:
        """The script subtag if the tag has one: `Hans` of `zh-Hans`."""
        return next((part for part in self.split("-")[1:] if len(part) == 4 and part.isalpha()), None)

    @property
    def is_unspaced(self) -> bool:
        """Whether the language is written without spaces between words."""
        return self.language in _UNSPACED and self.script != "Latn"

    @property
    def joiner(self) -> str:
        """What stands between two sentences that are put side by side.

        >>> LanguageTag("zh").joiner, LanguageTag("en").joiner, LanguageTag("zh-Latn-pinyin").joiner
        ('', ' ', ' ')
        """
        return "" if self.is_unspaced else " "
