"""TOML into frozen values, strictly: the dataclasses are the schema, and all faults are told at once.

A key is the name of a field with `-` for `_`, or the field's metadata "key".  A field may be text, a number,
a flag, a language tag, an enumeration, a literal, a tuple of these, a dataclass (that is a table), or one of
several, or None.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from operator import itemgetter
from types import NoneType, UnionType
from typing import Any, Final, Literal, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from bitext.errors import BadConfiguration, BadData, WrongEncoding
from bitext.languages import LanguageTag

Place = tuple[str | int, ...]
"""Keys and 0-based positions from the top of the file: ("document", 1, "path")."""

Value = TypeVar("Value")

_SCALARS: Final[Mapping[type, str]] = {
    str: "text in quotation marks",
    LanguageTag: "a language tag such as zh-Hans or en",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong in a file, and where."""

    place: Place
    message: str


class Undecodable:
    """Stands for a value that has a fault."""


UNDECODABLE: Final = Undecodable()


def tables_of(data: bytes, *, name: str) -> tuple[str, dict[str, object]]:
    """The text of a TOML file and what it says.

    Raises `WrongEncoding` unless it is UTF-8, `BadConfiguration` unless it is TOML.
    """
    try:
        text = data.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise WrongEncoding(f"{name} is not UTF-8 at byte {error.start}; save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadConfiguration(f"{name} is not TOML: {error}.") from error


def decoded(kind: type[Value], value: object, place: Place, faults: list[Fault]) -> Value | Undecodable:
    """`value` as a `kind`; what is wrong with it is added to `faults`.

    >>> faults: list[Fault] = []
    >>> decoded(tuple[LanguageTag, ...], ["ZH-hans", "en"], (), faults), faults
    (('zh-Hans', 'en'), [])
    >>> _ = decoded(bool, "yes", ("output", 0, "notes"), faults)
    >>> faults[0].message
    "this must be true or false, not 'yes'"
    """
    # What `_decode` makes for a kind is one; no type checker can know that.
    return _decode(kind, value, place, faults)  # type: ignore[return-value]


def _decode(kind: Any, value: object, place: Place, faults: list[Fault]) -> object:  # noqa: ANN401, PLR0911 - any type form
    if isinstance(kind, NewType):
        return _decode(kind.__supertype__, value, place, faults)
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return _one_of(get_args(kind), value, place, faults)
    if origin is tuple:
        return _sequence(get_args(kind), value, place, faults)
    if origin is Mapping:
        return _mapping(get_args(kind)[1], value, place, faults)
    if origin is Literal:
        return _choice(get_args(kind), value, place, faults)
    if is_dataclass(kind):
        return _table(kind, value, place, faults)  # type: ignore[arg-type] # `is_dataclass` is true of instances too
    if issubclass(kind, StrEnum):
        return _choice(tuple(kind), value, place, faults)
    return _scalar(kind, value, place, faults)


def _one_of(kinds: Sequence[object], value: object, place: Place, faults: list[Fault]) -> object:
    """The first kind that the value fits; else the faults of the last of those that the most of it fits."""
    closest: list[Fault] = []
    for kind in kinds:
        if kind is NoneType:  # TOML has no null: None is what a key that is not there means
            continue
        attempt: list[Fault] = []
        result = _decode(kind, value, place, attempt)
        if not attempt:
            return result
        closest = max(attempt, closest, key=_depth)
    faults += closest
    return UNDECODABLE


def _sequence(kinds: Sequence[object], value: object, place: Place, faults: list[Fault]) -> object:
    if not isinstance(value, list):
        return _fault(faults, place, f"this must be a list in square brackets, not {_shown(value)}")
    if kinds[-1] is Ellipsis:
        kinds = [kinds[0]] * len(value)
    if len(value) != len(kinds):
        return _fault(faults, place, f"this must be a list of {len(kinds)}, not of {len(value)}")
    items = [
        _decode(kind, item, (*place, count), faults)
        for count, (kind, item) in enumerate(zip(kinds, value, strict=True))
    ]
    return UNDECODABLE if any(item is UNDECODABLE for item in items) else tuple(items)


def _depth(faults: Sequence[Fault]) -> int:
    """How far into a value one came before there was a fault."""
    return max((len(fault.place) for fault in faults), default=0)


def _mapping(kind: object, value: object, place: Place, faults: list[Fault]) -> object:
    if not isinstance(value, dict):
        return _fault(faults, place, f"this must be a table, not {_shown(value)}")
    items = {key: _decode(kind, item, (*place, key), faults) for key, item in value.items()}
    return UNDECODABLE if any(item is UNDECODABLE for item in items.values()) else items


def _choice(choices: Sequence[str], value: object, place: Place, faults: list[Fault]) -> object:
    found = next((choice for choice in choices if choice == value), None)
    if found is not None:
        return found
    return _fault(faults, place, f"there is no {_shown(value)} here; {nearest(value, choices)}")


def _scalar(kind: type, value: object, place: Place, faults: list[Fault]) -> object:
    if kind is str and isinstance(value, date):
        return value.isoformat()
    if kind is float and type(value) is int:
        return float(value)
    if kind is LanguageTag and isinstance(value, str):
        try:
            return LanguageTag(value)
        except BadData as error:
            return _fault(faults, place, str(error))
    if type(value) is not kind:
        return _fault(faults, place, f"this must be {_SCALARS[kind]}, not {_shown(value)}")
    return value


def _table(kind: type, value: object, place: Place, faults: list[Fault]) -> object:
    if not isinstance(value, dict):
        return _fault(faults, place, f"this must be a table, not {_shown(value)}")
    keys = keys_of(kind)
    faults += unknown_keys(value, keys, place)
    missing = [
        Fault(place, f"the key {key!r} is missing") for key in keys if _is_required(keys[key]) and key not in value
    ]
    faults += missing
    hints = get_type_hints(kind)
    values = {
        field.name: _decode(hints[field.name], value[key], (*place, key), faults)
        for key, field in keys.items()
        if key in value
    }
    if missing or any(item is UNDECODABLE for item in values.values()):
        return UNDECODABLE
    try:
        return kind(**values)
    except BadData as error:
        return _fault(faults, place, str(error))


def keys_of(kind: type) -> dict[str, Field[Any]]:
    """The keys of a table and the fields they fill."""
    return {field.metadata.get("key", field.name.replace("_", "-")): field for field in fields(kind) if field.init}


def unknown_keys(table: Iterable[str], known: Iterable[str], place: Place) -> Iterator[Fault]:
    """A fault for each key of `table` that is not known."""
    known = tuple(known)
    for key in table:
        if key not in known:
            yield Fault((*place, key), f"there is no key {key!r}; {nearest(key, known)}")


def nearest(value: object, known: Iterable[str]) -> str:
    """What to write instead.

    >>> nearest("langauge", ["id", "path", "language"])
    "did you mean 'language'?"
    >>> nearest("x", ["id", "path"])
    "it can be 'id' or 'path'."
    """
    known = [str(name) for name in known]
    near = get_close_matches(str(value), known)
    listed = " or ".join(filter(None, [", ".join(map(repr, (near or known)[:-1])), repr((near or known)[-1])]))
    return f"did you mean {listed}?" if near else f"it can be {listed}."


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _fault(faults: list[Fault], place: Place, message: str) -> Undecodable:
    faults.append(Fault(place, message))
    return UNDECODABLE


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def complaint(faults: Sequence[Fault], text: str, *, name: str) -> BadConfiguration:
    """The error that tells all faults, each with its line, in the order of the file."""
    lines = lines_of(text)
    told = sorted(((_line(fault.place, lines), _told(fault)) for fault in faults), key=itemgetter(0))
    if len(told) == 1:
        return BadConfiguration(f"{name}, line {told[0][0]}: {told[0][1]}")
    return BadConfiguration(
        "\n".join([f"{name} has {len(told)} faults:", *(f"  line {line}: {message}" for line, message in told)])
    )


def _told(fault: Fault) -> str:
    """The place in words and what is wrong there.

    >>> _told(Fault(("document", 1, "paht"), "there is no key 'paht'; did you mean 'path'?"))
    "document 2, paht: there is no key 'paht'; did you mean 'path'?"
    """
    words = [f" {part + 1}" if isinstance(part, int) else f", {part}" for part in fault.place]
    where = "".join(words).removeprefix(", ")
    end = "" if fault.message.endswith((".", "?")) else "."
    return f"{where}: {fault.message}{end}" if where else f"{fault.message}{end}"


def _line(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of the place, or of the innermost table around it that the file has."""
    around = (place[:length] for length in range(len(place), 0, -1))
    return next((lines[outer] for outer in around if outer in lines), 1)


def lines_of(text: str) -> Mapping[Place, int]:
    r"""The 1-based line on which each key, table and list item of a TOML text starts.

    The parser gives no positions.  But whatever the first `n` lines define, and the first `n - 1` did
    not, begins after the last line at which the file could have ended.

    >>> lines_of("[edition]\nname = 'x'\nkeys = [\n'a',\n'b']\n")[("edition", "keys", 1)]
    3
    """
    lines = text.split("\n")
    found: dict[Place, int] = {}
    start = 1
    for count in range(1, len(lines) + 1):
        try:
            tables = tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue
        for place in _places(tables, ()):
            found.setdefault(place, start)
        start = count + 1
    return found


def _places(value: object, place: Place) -> Iterator[Place]:
    if place:
        yield place
    children: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for key, child in children:
        yield from _places(child, (*place, key))
