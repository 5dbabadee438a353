"""Every bad input: one clear sentence, the right exit code, no traceback, and no file left behind."""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from bitext import errors

ZH = "第一章\n\n烟囱倒下的那一天，天上没有云。父亲站在街口，没有说话。\n\n后来下雪了。\n"
EN = "Chapter One\n\nOn the day the chimney fell there was no cloud. My father said nothing.\n\nThen it snowed.\n"

BOMB = """<?xml version="1.0"?>
<!DOCTYPE TEI [<!ENTITY a "烟囱"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&b;</p></body></text></TEI>
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a folder with a Chinese and an English text, and holds that a failure leaves nothing."""
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        before = sorted(tmp_path.rglob("*"))
        code = cli.main(arguments)
        printed = capfd.readouterr()
        assert code == 0 or sorted(tmp_path.rglob("*")) == before
        return code, printed.out, printed.err

    return command


def refused(run: Run, error: type[errors.DuizhaoError], *arguments: str) -> str:
    """The one sentence that the command says."""
    code, out, err = run(*arguments)
    assert code == error.exit_code, err
    assert out == ""
    assert err.startswith("error: ")
    assert err.endswith((".\n", "?\n"))
    assert err.count("\n") == 1
    return err.removeprefix("error: ").removesuffix("\n")


def test_a_missing_file(run: Run) -> None:
    assert refused(run, errors.MissingFile, "align", "zh.tx", "en.txt", "-o", "x.tmx") == (
        "There is no file 'zh.tx'; did you mean 'zh.txt'?"
    )


@pytest.mark.parametrize("text", ["", " \n\u3000\n"])
def test_an_empty_file(text: str, run: Run) -> None:
    Path("empty.txt").write_text(text, encoding="utf-8")
    assert "empty.txt" in refused(run, errors.EmptyInput, "align", "zh.txt", "empty.txt", "-o", "x.tmx")


def test_a_binary_file(run: Run) -> None:
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert "picture.txt" in refused(run, errors.UnreadableInput, "align", "picture.txt", "en.txt", "-o", "x.tmx")


def test_a_wrong_encoding(run: Run) -> None:
    Path("edition.toml").write_text(
        "[edition]\nname = 'x'\ntitle = [{text = 'x', language = 'zh'}]\n"
        "[[document]]\nid = 'zh'\npath = 'gb.txt'\nlanguage = 'zh-Hans'\nencoding = 'utf-8'\n"
        "[[output]]\nformat = 'tei'\n",
        encoding="utf-8",
    )
    Path("gb.txt").write_bytes(ZH.encode("gb18030"))
    assert "gb.txt" in refused(run, errors.WrongEncoding, "build", "edition.toml")


@pytest.mark.parametrize("name", ["out.doc", "out", "out.tmx.bak"])
def test_an_unknown_suffix_before_anything_is_read(name: str, run: Run) -> None:
    told = refused(run, errors.UnknownFormat, "align", "no-such.txt", "en.txt", "-o", name)
    suffixes = ".tmx, .xlf, .xliff, .tsv, .xlsx, .jsonl, .parquet, .xml, .epub, .html, .json or .csv"
    assert told == f"'{name}' has no known suffix; use {suffixes}."


def test_an_unknown_format(run: Run) -> None:
    told = refused(run, errors.UnknownFormat, "align", "zh.txt", "en.txt", "--format", "docx")
    formats = "tei, epub, html, tmx, xliff, xliff12, tsv, xlsx, jsonl, parquet, csv, json, intertext or xces"
    assert told == f"There is no format 'docx'; it can be {formats}."


def test_a_language_without_rules(run: Run) -> None:
    told = refused(run, errors.UnknownLanguage, "align", "zh.txt", "en.txt", "--target-lang", "tlh", "-o", "x.tmx")
    assert "'tlh'" in told


def test_what_is_no_language_tag(run: Run) -> None:
    told = refused(run, errors.UnknownLanguage, "align", "zh.txt", "en.txt", "--target-lang", "Klingon!")
    assert told == "'Klingon!' is not a language tag; write one like zh-Hans, zh-Hant or en."


def test_a_language_that_cannot_be_told(run: Run) -> None:
    Path("numbers.txt").write_text("1 2 3\n\n4 5 6\n", encoding="utf-8")
    assert "numbers.txt" in refused(run, errors.UnknownLanguage, "align", "zh.txt", "numbers.txt", "-o", "x.tmx")


@pytest.mark.parametrize("other", ["zh.txt", "copy.txt", "gb.txt"])
def test_two_identical_inputs(other: str, run: Run) -> None:
    Path("copy.txt").write_text(ZH, encoding="utf-8")
    Path("gb.txt").write_bytes(ZH.encode("gb18030"))
    told = refused(run, errors.IdenticalInputs, "align", "zh.txt", other, "-o", "x.tmx")
    assert told == f"'zh.txt' and '{other}' are the same text; give the original and its translation."


def test_standard_input_cannot_be_both_texts(run: Run) -> None:
    told = refused(run, errors.IdenticalInputs, "align", "-", "-")
    assert told == "'-' and '-' are the same text; give the original and its translation."


def test_an_unknown_encoder_is_wrong_usage(run: Run) -> None:
    code, _, err = run("align", "zh.txt", "en.txt", "--encoder", "nosuch")
    assert code == 2
    assert err == (
        "error: There is no encoder 'nosuch'; it can be auto, use, e5 (pip install 'duizhao[e5]'), "
        "labse (pip install 'duizhao[labse]') or none.\n"
    )


def test_an_epub_that_is_no_zip(run: Run) -> None:
    Path("book.epub").write_bytes("这不是一本书。".encode())
    told = refused(run, errors.UnreadableInput, "align", "book.epub", "en.txt", "-o", "x.tmx")
    assert "book.epub" in told


def test_an_epub_that_is_another_zip(run: Run) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.bin", b"\0\1")
    Path("book.epub").write_bytes(data.getvalue())
    assert "book.epub" in refused(run, errors.UnreadableInput, "align", "book.epub", "en.txt", "-o", "x.tmx")


def test_an_entity_bomb(run: Run) -> None:
    Path("bomb.xml").write_text(BOMB, encoding="utf-8")
    assert "bomb.xml" in refused(run, errors.LimitExceeded, "align", "bomb.xml", "en.txt", "-o", "x.tmx")


def test_fifty_megabytes_in_one_line(run: Run) -> None:
    Path("huge.txt").write_bytes("烟囱".encode() * (50 * 2**20 // 6))
    assert "huge.txt" in refused(run, errors.LimitExceeded, "align", "huge.txt", "en.txt", "-o", "x.tmx")


def test_a_file_in_the_way(run: Run) -> None:
    Path("x.tmx").write_text("mine", encoding="utf-8")
    told = refused(run, errors.FileInTheWay, "align", "zh.txt", "en.txt", "-o", "x.tmx")
    assert told == "'x.tmx' exists; use --force to replace it, or another name."
    assert Path("x.tmx").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_a_file(run: Run) -> None:
    told = refused(run, errors.UnwritableOutput, "align", "zh.txt", "en.txt", "-o", "zh.txt/x.tmx")
    assert told == "'zh.txt/x.tmx' cannot be written: 'zh.txt' is not a folder."


def test_a_glossary_that_is_none(run: Run) -> None:
    Path("g.csv").write_text("zh,en,en-status\n烟囱,chimney,excellent\n", encoding="utf-8")
    assert "g.csv" in refused(run, errors.BadTermbase, "glossary", "show", "g.csv")


def test_a_mistake_in_an_edition(run: Run) -> None:
    Path("edition.toml").write_text("[editon]\n", encoding="utf-8")
    code, _, err = run("build", "edition.toml")
    assert code == errors.BadConfiguration.exit_code
    assert err.splitlines()[0] == "error: edition.toml has 3 faults:"


def test_an_edition_without_outputs(run: Run) -> None:
    Path("edition.toml").write_text(
        "[edition]\nname = 'x'\ntitle = [{text = 'x', language = 'zh'}]\n[[document]]\nid = 'zh'\npath = 'zh.txt'\n",
        encoding="utf-8",
    )
    told = refused(run, errors.BadConfiguration, "build", "edition.toml")
    assert told == "edition.toml asks for no output; write a table [[output]] with a format."


def test_a_terminal_is_not_filled_with_an_epub(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    code, out, err = run("align", "zh.txt", "en.txt", "--format", "epub")
    assert (code, out) == (2, "")
    assert "a terminal cannot show an EPUB; give -o FILE." in err


def test_two_formats_for_one_standard_output(run: Run) -> None:
    code, out, err = run("align", "zh.txt", "en.txt", "--format", "tmx", "--json")
    assert (code, out) == (2, "")
    assert "--json is a format of its own; take one of the two, or give -o FILE." in err
