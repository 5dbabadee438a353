"""Our books and pages in another program: pandoc reads all sentences of both texts, in their order."""

import subprocess
from pathlib import Path

import pytest

from bitext.documents import Document
from output import EXPORTERS
from output.options import ExportOptions
from tests.output.epub.samples import story
from tests.output.specimens import bitext


def read_by(pandoc: str, kind: str, data: bytes, folder: Path) -> str:
    """The words of a file as pandoc reads them, without white space."""
    path = folder / f"pond.{kind}"
    path.write_bytes(data)
    command = [pandoc, "--from", kind, "--to", "plain", "--wrap", "none", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return "".join(done.stdout.replace("_", "").split())


def missing(document: Document, text: str, *, in_order: bool = True) -> list[str]:
    """The sentences that are not there, or not behind those before them; of those that have no mark in them."""
    at, lost = 0, []
    for sentence in [s.text for block in document.blocks if not block.marks for s in block.segments]:
        begun = "".join(sentence.split())[:12]
        found = text.find(begun, at if in_order else 0)
        if found < 0:
            lost.append(sentence)
        at = max(at, found)
    return lost


@pytest.mark.parametrize("layout", ["interleaved", "facing", "popup", "reveal", "vertical", "source", "target"])
def test_a_book(layout: str, pandoc: str, tmp_path: Path) -> None:
    edition = story()
    text = read_by(pandoc, "epub", EXPORTERS["epub"](edition, ExportOptions(layout=layout)), tmp_path)
    alone = {"source": "zh", "target": "en"}.get(layout)
    for document in [one for one in edition.documents if alone in {None, one.id}]:
        assert missing(document, text, in_order=layout != "popup") == []  # which pandoc puts behind the text


def test_a_page(pandoc: str, tmp_path: Path) -> None:
    edition = bitext()
    text = read_by(pandoc, "html", EXPORTERS["html"](edition, ExportOptions()), tmp_path)
    for document in edition.documents:
        assert missing(document, text) == []
        assert missing(document, text[: len(text) // 2]) != []
