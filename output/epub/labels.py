"""The words that the book itself says: `labels.toml`, in the reader's languages."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from bitext.articles import Localized
from bitext.languages import LanguageTag

_TRADITIONAL_REGIONS: Final = frozenset({"TW", "HK", "MO"})


@dataclass(frozen=True, slots=True)
class Labels:
    """The words in one language, by their names."""

    language: LanguageTag
    words: Mapping[str, str]

    def say(self, name: str, **values: object) -> Localized:
        """The word or sentence `name`, filled in."""
        return Localized(self.words[name].format_map(values), self.language)


def labels_for(tag: LanguageTag) -> Labels:
    """The words in the closest language that there are words in, English at last, and which language that is.

    >>> labels_for(LanguageTag("zh-TW")).say("notes")
    Localized(text='註釋', language='zh-Hant')
    >>> labels_for(LanguageTag("fi")).say("paragraphs", source=2, target=1)
    Localized(text='2 paragraphs of the original, 1 of the translation', language='en')
    """
    known = _all_words()
    name = next((name for name in _candidates(tag) if name in known), "en")
    return Labels(LanguageTag(name), known[name])


def labels_in(tags: Iterable[LanguageTag]) -> tuple[Labels, ...]:
    """The words in each of the languages, no language twice."""
    return tuple({labels.language: labels for labels in map(labels_for, tags)}.values())


def _candidates(tag: LanguageTag) -> Iterator[str]:
    yield tag
    if tag.is_unspaced and tag.language in {"zh", "yue", "lzh"}:
        regions = _TRADITIONAL_REGIONS.intersection(tag.split("-"))
        yield "zh-Hant" if tag.script == "Hant" or (regions and not tag.script) else "zh-Hans"
    yield tag.language


@cache
def _all_words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("labels.toml").read_text(encoding="utf-8"))
