"""Files at the two ends: whole or not at all, and a sentence for everything that can go wrong."""

import io
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from bitext.errors import FileInTheWay, LimitExceeded, MissingFile, UnwritableOutput
from pipeline import files
from pipeline.files import check_free, read_bytes, write_all, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_reads_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "平原.txt"
    write_atomically(path, b"\x00\xff")
    assert read_bytes(path) == b"\x00\xff"
    assert names(tmp_path) == ["平原.txt"]


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("烟囱".encode())))
    assert read_bytes("-") == "烟囱".encode()


def test_a_missing_file_and_the_name_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "chapter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(
        MissingFile,
        match=re.escape(f"There is no file '{tmp_path}/chaptr.txt'; did you mean '{tmp_path}/chapter.txt'?"),
    ):
        read_bytes(tmp_path / "chaptr.txt")


def test_a_missing_file_in_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingFile) as caught:
        read_bytes(tmp_path / "no" / "book.txt")
    assert str(caught.value) == f"There is no file '{tmp_path}/no/book.txt'; check the name."


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFile) as caught:
        read_bytes(tmp_path)
    assert str(caught.value) == f"'{tmp_path}' is a folder; name a file in it."


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:  # root may read everything, so that a mode alone tests nothing there
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(MissingFile) as caught:
        read_bytes(tmp_path / "book.txt")
    assert str(caught.value) == f"'{tmp_path}/book.txt' may not be read; ask its owner for permission."


def test_names_that_no_file_can_have() -> None:
    with pytest.raises(MissingFile, match=r"'a\\x00b' cannot be read: embedded null byte\."):
        read_bytes("a\0b")
    with pytest.raises(MissingFile, match="cannot be read: File name too long"):
        read_bytes("a" * 5000)


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 2**20)
    (tmp_path / "huge.txt").write_bytes(bytes(2**20 + 1))
    with pytest.raises(LimitExceeded) as caught:
        read_bytes(tmp_path / "huge.txt")
    assert str(caught.value) == f"'{tmp_path}/huge.txt' is larger than 1 MB; divide it into volumes."


def test_an_endless_file_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 2**20)
    with pytest.raises(LimitExceeded):
        read_bytes("/dev/zero")


def test_a_file_in_the_way_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "book.tmx"
    path.write_bytes(b"old")
    with pytest.raises(FileInTheWay) as caught:
        write_atomically(path, b"new")
    assert str(caught.value) == f"'{path}' exists; use --force to replace it, or another name."
    assert path.read_bytes() == b"old"
    write_atomically(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["book.tmx"]


def test_a_folder_in_the_way_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(FileInTheWay) as caught:
        check_free([tmp_path], force=True)
    assert str(caught.value) == f"'{tmp_path}' is a folder; give the name of a file."


def test_one_file_in_the_way_stops_all(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(FileInTheWay):
        write_all({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert names(tmp_path) == ["b"]


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []

    def full(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableOutput) as caught:
        write_all({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert str(caught.value) == f"'{tmp_path}/b' cannot be written: No space left on device."
    assert names(tmp_path) == []


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", b"1")
    assert names(tmp_path) == []


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(UnwritableOutput) as caught:
        write_atomically(tmp_path / "out" / "book.tmx", b"x")
    assert str(caught.value) == f"'{tmp_path}/out/book.tmx' cannot be written: '{tmp_path}/out' is not a folder."


def test_folders_are_made(tmp_path: Path) -> None:
    write_atomically(tmp_path / "build" / "chimney" / "book.tmx", b"x")
    assert (tmp_path / "build" / "chimney" / "book.tmx").read_bytes() == b"x"


def test_links_and_modes_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically(link, b"new", force=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_atomically(Path(os.devnull), b"x", force=True)
    assert Path(os.devnull).is_char_device()
