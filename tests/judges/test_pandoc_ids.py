"""Our pages and books in pandoc: every sentence has its id and its whole text, every bead of the report its row."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping

import pytest

from bitext.editions import Edition
from output import EXPORTERS
from output.options import ExportOptions
from tests.output.specimens import bitext, versions

Node = Mapping[str, object]
"""A node of pandoc's JSON: `t` is what it is, `c` what it holds."""

_CALLS = ("Superscript", "Note")
_BLANKS = ("Space", "SoftBreak", "LineBreak")
_HTML = re.compile(r"<rt\b.*?</rt>|<[^>]*>")  # pandoc has no ruby: it keeps the tags as they stand


def read(pandoc: str, kind: str, data: bytes) -> object:
    done = subprocess.run([pandoc, "-f", kind, "-t", "json"], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)["blocks"]


def nodes(inside: object) -> Iterator[Node]:
    """All nodes in the order of the text, without the calls of notes."""
    if isinstance(inside, list):
        for one in inside:
            yield from nodes(one)
    elif isinstance(inside, dict) and inside.get("t") not in _CALLS:
        yield inside
        yield from nodes(inside.get("c"))


def words(node: Node) -> str:
    content = node.get("c")
    if node["t"] == "RawInline" and isinstance(content, list):
        return str(content[1])
    if node["t"] == "Str":
        return str(content)
    return " " if node["t"] in _BLANKS else ""


def sentences(page: object) -> dict[str, str]:
    """The text of each element with an id; in a book pandoc puts the name of the file and `#` before it."""
    found = {}
    for node in nodes(page):
        if node["t"] == "Span" and isinstance(content := node["c"], list):
            (id_, *_), inside = content
            found[id_.rpartition("#")[2]] = _HTML.sub("", "".join(map(words, nodes(inside))))
    return found


def rows(page: object) -> list[str]:
    """The ids of the rows of tables."""
    tables = [node["c"] for node in nodes(page) if node["t"] == "Table"]
    return [row[0][0] for table in tables if isinstance(table, list) for body in table[4] for row in body[3]]


@pytest.mark.parametrize("edition", [bitext(), versions()], ids=["two", "three"])
@pytest.mark.parametrize("kind", ["html", "epub"])
def test_every_sentence_is_found_by_its_id(kind: str, edition: Edition, pandoc: str) -> None:
    found = sentences(read(pandoc, kind, EXPORTERS[kind](edition, ExportOptions())))
    wanted = {segment.id: segment.text for document in edition.documents for segment in document.segments}
    assert {id_: found.get(id_) for id_ in wanted} == wanted


def test_every_bead_is_a_row(pandoc: str) -> None:
    edition = bitext()
    units = [unit.id for alignment in edition.alignments for unit in edition.units(alignment)]
    found = rows(read(pandoc, "html", EXPORTERS["html"](edition, ExportOptions())))
    assert [id_ for id_ in found if not id_.startswith("concept.")] == units
