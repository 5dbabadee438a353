"""Files, at the two ends of every command: bytes in, bytes out, and nothing half-written."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path, PurePath
from typing import Final

from bitext.errors import FileInTheWay, LimitExceeded, MissingFile, UnwritableOutput

STANDARD: Final = "-"
"""The name of standard input and standard output."""

MAX_BYTES: Final = 512 * 2**20
"""No text comes near it (the Bible has 5 MB), and a machine with 2 GB of memory can still hold it."""


def read_bytes(path: Path | str) -> bytes:
    """What the file holds; `-` is standard input.

    Raises `MissingFile` where there is no such file or it may not be read, `LimitExceeded` where it is too large.

    >>> read_bytes("no-such-book.txt")
    Traceback (most recent call last):
        ...
    bitext.errors.MissingFile: There is no file 'no-such-book.txt'; check the name.
    """
    if str(path) == STANDARD:
        return _within_limit(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    try:
        with Path(path).open("rb") as file:
            return _within_limit(file.read(MAX_BYTES + 1), repr(str(path)))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise MissingFile(_why_not_read(Path(path), error)) from error


def beside(path: Path) -> Callable[[str], bytes]:
    """A function that reads the files that `path` names, in its own folder and nowhere else."""
    return lambda name: read_bytes(path.with_name(PurePath(name).name))


def shown(path: Path | str) -> str:
    """What a file is called in messages."""
    return "standard input" if str(path) == STANDARD else str(path)


def _within_limit(data: bytes, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise LimitExceeded(f"{name} is larger than {MAX_BYTES // 2**20} MB; divide it into volumes.")
    return data


def _why_not_read(path: Path, error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return f"There is no file {str(path)!r}; {_remedy(path)}"
        case IsADirectoryError():
            return f"{str(path)!r} is a folder; name a file in it."
        case PermissionError():
            return f"{str(path)!r} may not be read; ask its owner for permission."
        case OSError():
            return f"{str(path)!r} cannot be read: {error.strerror}."
        case _:
            return f"{str(path)!r} cannot be read: {error}."


def _remedy(path: Path) -> str:
    """The folder's file with the most similar name, if one is similar."""
    folder = path.parent
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_file()) if folder.is_dir() else []
    near = get_close_matches(path.name, names, n=1, cutoff=0.75)
    return f"did you mean {str(folder / near[0])!r}?" if near else "check the name."


def check_free(paths: Iterable[Path], *, force: bool) -> None:
    """Raise `FileInTheWay` if a file stands where one is to be written; with `force` only a folder is in the way.

    Raises `UnwritableOutput` if a file stands where a folder would have to be.
    """
    for path in paths:
        if (file := next((parent for parent in path.parents if parent.is_file()), None)) is not None:
            raise UnwritableOutput(f"{str(path)!r} cannot be written: {str(file)!r} is not a folder.")
        if path.is_dir():
            raise FileInTheWay(f"{str(path)!r} is a folder; give the name of a file.")
        if path.is_file() and not force:
            raise FileInTheWay(f"{str(path)!r} exists; use --force to replace it, or another name.")


def write_atomically(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write one file, wholly or not at all.

    Raises `FileInTheWay` where it exists and `force` is not set, `UnwritableOutput` where it cannot be written.
    """
    write_all({path: data}, force=force)


def write_all(files: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write several files: all are complete beside their places before the first is moved into its place.

    Raises as `write_atomically` does, and then leaves nothing behind.
    """
    check_free(files, force=force)
    parts: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            _write_part(path, data, parts)
        for part, path in parts.items():
            part.replace(path)
    except OSError as error:
        raise UnwritableOutput(f"{str(path)!r} cannot be written: {error.strerror}.") from error
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _write_part(path: Path, data: bytes, parts: dict[Path, Path]) -> None:
    """Write `data` beside `path` and enter it in `parts`; a device or pipe is written to at once."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path = path.resolve()  # a symbolic link stays one
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    parts[part] = path
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, part)
