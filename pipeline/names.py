"""A name on the command line: how it is written in Latin letters, and whether others are spellings of it."""

import json
from collections.abc import Mapping, Sequence
from typing import TypedDict

from lang.names_matching import NameMatch, match, surname_agrees
from lang.names_spelling import System, romanise


class _Answer(TypedDict):
    spelling: str
    matches: bool
    systems: list[str]
    surname: list[str]
    order: str | None
    extra: list[str]
    initials: bool
    confidence: float


def spellings(name: str, *, is_place: bool) -> Mapping[str, str]:
    """The name in every system; raises `BadData` where it is not written in Chinese characters.

    >>> spellings("双雪涛", is_place=False)["wade-giles"]
    "Shuang Hsüeh-t'ao"
    """
    return {system.value: romanise(name, system, is_place=is_place) for system in System}


def answers(name: str, others: Sequence[str]) -> list[_Answer]:
    """For each spelling how it answers to the name."""
    return [_answer(name, other, match(name, other)) for other in others]


def _answer(name: str, spelling: str, found: NameMatch | None) -> _Answer:
    return _Answer(
        spelling=spelling,
        matches=found is not None and found.is_likely,
        systems=[system.value for system in found.systems] if found else [],
        surname=[system.value for system in surname_agrees(name, spelling)],
        order=found.order.value if found else None,
        extra=list(found.extra) if found else [],
        initials=found is not None and found.has_initials,
        confidence=found.confidence if found else 0.0,
    )


def names_json(name: str, others: Sequence[str], *, is_place: bool) -> bytes:
    """The name in every system, and the answers, as JSON."""
    data = {"name": name, "spellings": spellings(name, is_place=is_place), "matches": answers(name, others)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def names_text(name: str, others: Sequence[str], *, is_place: bool) -> bytes:
    """For reading: the name in every system or, where spellings were given, a line on each."""
    if others:
        lines = [_line(name, answer) for answer in answers(name, others)]
    else:
        known = spellings(name, is_place=is_place)
        lines = [f"{system:<{max(map(len, known))}}  {spelling}" for system, spelling in known.items()]
    return "".join(f"{line}\n" for line in lines).encode()


def _line(name: str, answer: _Answer) -> str:
    if not answer["order"]:
        agreeing = ", ".join(answer["surname"])
        surname = f", but the surname agrees ({agreeing})" if agreeing else ""
        return f"{answer['spelling']}: not {name} by any system{surname}"
    systems = ", ".join(answer["systems"]) or "several systems mixed"
    parts = [systems, str(answer["order"]), *(["initials"] if answer["initials"] else [])]
    parts += [f"beside {word}" for word in answer["extra"]]
    verdict = name if answer["matches"] else f"hardly {name}"
    return f"{answer['spelling']}: {verdict} ({'; '.join(parts)}; {answer['confidence']:.2f})"
