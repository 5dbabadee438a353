"""Words and their places; and that jieba keeps to itself."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.words import is_cut_safe, word_frequency, words

ROOT = Path(__file__).parents[2]


def cut(text: str, tag: str) -> list[str]:
    return [word for word, _ in words(text, LanguageTag(tag))]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("zh-Hans", "我觉得这个电影很好。", "我|觉得|这个|电影|很|好"),
        ("zh-Hant", "我覺得這個電影很好。", "我|覺得|這個|電影|很|好"),
        ("zh", "《平原上的摩西》，Li Fei’s 3.5万字", "平原|上|的|摩西|Li|Fei’s|3.5|万字"),
        ("yue", "電影", "電影"),
        (
            "en",
            "The laid-off workers’ wives don't; it’s 1,200.50 U.S. dollars, 5th _ave_.",
            "The|laid-off|workers|wives|don't|it’s|1,200.50|U.S.|dollars|5th|ave",
        ),
        ("en", "He said 下岗 twice.", "He|said|下岗|twice"),
        ("fr", "L’été, aujourd’hui, peut-être à 10:30", "L’été|aujourd’hui|peut-être|à|10:30"),
        ("de", "Größe, z. B. e\u0301te\u0301", "Größe|z|B|e\u0301te\u0301"),
        ("ru", "Ростов-на-Дону", "Ростов-на-Дону"),
        ("ko", "그는 갔다.", "그는|갔다"),
        ("ja", "東京タワーは高い、人々", "東京|タワー|は|高|い|人々"),
        ("zh-Latn-pinyin", "Píngyuán shàng de Móxī", "Píngyuán|shàng|de|Móxī"),
        ("zh", "", ""),
    ],
)
def test_words(tag: str, text: str, expected: str) -> None:
    assert "|".join(cut(text, tag)) == expected


@given(
    st.text(max_size=40) | st.text(alphabet="我覺得这个Li'-1.,・々ー電影。 ", max_size=40),
    st.sampled_from(["zh", "ja", "en"]),
)
def test_words_stand_where_they_say(text: str, tag: str) -> None:
    found = list(words(text, LanguageTag(tag)))
    assert all(span.of(text) == word and word for word, span in found)
    assert all(a.end <= b.start for (_, a), (_, b) in pairwise(found))


@given(st.text(max_size=40), st.sampled_from(["zh", "ja", "en"]))
def test_no_letter_is_left_out(text: str, tag: str) -> None:
    inside = {place for _, span in words(text, LanguageTag(tag)) for place in range(span.start, span.end)}
    assert all(place in inside for place, char in enumerate(text) if char.isalpha())


def test_language_without_spaces_or_dictionary() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        cut("ภาษาไทย", "th")
    assert str(caught.value) == "Words of 'th' cannot be told apart; there is a dictionary for zh only."


def test_edges_of_words() -> None:
    zh = LanguageTag("zh")
    text = "排程序列" + "。" * 100 + "导出程序"
    assert not is_cut_safe("中国文学", Span(1, 3), zh)
    assert is_cut_safe("中国文学", Span(0, 4), zh)
    assert is_cut_safe(text, Span(106, 108), zh)
    assert is_cut_safe("novelty novel", Span(8, 13), LanguageTag("en"))
    assert not is_cut_safe("novelty novel", Span(0, 5), LanguageTag("en"))


def test_frequencies() -> None:
    assert word_frequency("电影") > 0
    assert word_frequency("電影院長們") == 0


SCRIPT = """
import logging, os, sys, tempfile
from bitext.languages import LanguageTag
from lang.words import words
assert "jieba" not in sys.modules
print([word for word, _ in words("我觉得", LanguageTag("zh"))])
print(sorted(os.listdir(tempfile.gettempdir())), sorted(os.listdir()))
"""


def run(tmp_path: Path, cache: str) -> "subprocess.CompletedProcess[str]":
    folders = [tmp_path / name for name in ("tmp", "cwd", "home", "pycache")]
    for folder in folders:
        folder.mkdir(exist_ok=True)
    temporary, cwd, home, pycache = map(str, folders)
    environment = {
        "TMPDIR": temporary,
        "HOME": home,
        "XDG_CACHE_HOME": cache,
        "PYTHONPYCACHEPREFIX": pycache,
        "PYTHONPATH": str(ROOT),
        "PATH": os.environ["PATH"],
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-W", "error", "-c", SCRIPT]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="the cache folder is told by other means")
def test_silent_lazy_and_private(tmp_path: Path) -> None:
    """With warnings as errors and nothing compiled: no output, and no file but in the user's own cache."""
    done = run(tmp_path, str(tmp_path / "cache"))
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == "['我', '觉得']\n[] []\n"
    folder = tmp_path / "cache" / "duizhao" / "jieba"
    assert [path.name for path in folder.iterdir()] == ["jieba.cache"]
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the cache folder is told by other means")
def test_without_a_safe_cache_folder_nothing_is_left(tmp_path: Path) -> None:
    shared = tmp_path / "shared" / "duizhao" / "jieba"
    shared.mkdir(parents=True)
    shared.chmod(0o777)
    done = run(tmp_path, str(tmp_path / "shared"))
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == "['我', '觉得']\n[] []\n"
    assert list(shared.iterdir()) == []
