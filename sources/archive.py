"""The one place where zip archives are opened: EPUB, DOCX, ODT.  Nothing is unpacked to disk."""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from posixpath import dirname, normpath
from posixpath import join as joined
from typing import Final
from urllib.parse import unquote, urlsplit

from bitext.errors import LimitExceeded
from sources.contract import Declined

MAX_MEMBERS: Final = 20_000
"""The largest EPUBs, with a file for each page and picture, have some thousands."""

MAX_MEMBER: Final = 64 * 2**20
"""Bytes of one member that is read.  Only text is read, and the Bible has 5 MB of it."""

MAX_TOTAL: Final = 2 * 2**30
"""Bytes that all members say they have: a picture book has hundreds of megabytes."""

MAX_RATIO: Final = 200
"""Of unpacked to packed.  Prose comes to 3 or 4, markup to 30; deflate can do 1032, and bombs use it."""

_RATIO_MATTERS: Final = 2**20
"""Bytes under which a member is harmless however well it is packed."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The members of a zip archive, by name."""

    name: str
    zip: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]

    def read(self, member: str) -> bytes | None:
        """What a member holds; None where there is none of that name.

        Raises `LimitExceeded` where it is larger or more compressed than is safe.
        """
        info = self.members.get(member)
        if info is None:
            return None
        _check_member(info, self.name)
        try:
            return self.zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            return None


def open_archive(data: bytes, name: str) -> Archive | Declined:
    """The archive, or why the bytes are none that can be read.

    Raises `LimitExceeded` where it holds more than is safe.

    >>> open_archive(b"Call me Ishmael.", "book.epub")
    Declined(reason='it does not start like a zip file')
    """
    if not data.startswith(b"PK"):
        return Declined("it does not start like a zip file")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return Declined("it starts like a zip file, but it is damaged or was cut off")
    infos = archive.infolist()
    if reason := _unusable(infos):
        return Declined(reason)
    if len(infos) > MAX_MEMBERS:
        raise LimitExceeded(f"{name} holds {len(infos):,} files, and {MAX_MEMBERS:,} are the most that is read.")
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL:
        raise LimitExceeded(f"{name} would unpack to {total // 2**20:,} MB, and {MAX_TOTAL // 2**20:,} are the most.")
    return Archive(name, archive, {info.filename: info for info in infos if not info.is_dir()})


def _unusable(infos: list[zipfile.ZipInfo]) -> str | None:
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            return f"it holds a file with a path that leads out of it, {info.filename!r}"
        if info.flag_bits & 0x1:
            return "it is protected by a password"
    return None


def _check_member(info: zipfile.ZipInfo, name: str) -> None:
    if info.file_size > MAX_MEMBER:
        raise LimitExceeded(
            f"{info.filename} in {name} would unpack to {info.file_size // 2**20:,} MB, "
            f"and {MAX_MEMBER // 2**20} are the most that is read."
        )
    if info.file_size > _RATIO_MATTERS and info.file_size > MAX_RATIO * max(1, info.compress_size):
        raise LimitExceeded(
            f"{info.filename} in {name} is packed {info.file_size // max(1, info.compress_size)} times, as in a zip "
            f"bomb, and {MAX_RATIO} times is the most that is read."
        )


def resolved(base: str, href: str) -> tuple[str, str]:
    """The member that `href` in the member `base` leads to, and the fragment in it.

    >>> resolved("OEBPS/text/ch1.xhtml", "../notes%201.xhtml#n3"), resolved("a/b.xhtml", "#n3")
    (('OEBPS/notes 1.xhtml', 'n3'), ('a/b.xhtml', 'n3'))
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    path = unquote(parts.path)
    return (normpath(joined(dirname(base), path)) if path else base), unquote(parts.fragment)
