"""Our exchange files in another tool: the Translate Toolkit reads all units with both texts."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from output import EXPORTERS
from output.options import ExportOptions
from tests.output.specimens import bitext

UNITS = """
import json, sys
from translate.storage import factory, xliff2
kind, path = sys.argv[1:]
with open(path, "rb") as file:
    store = xliff2.Xliff2File.parsefile(file) if kind == "xliff" else factory.getobject(file)
units = [(str(unit.source or ""), str(unit.target or "")) for unit in store.units if not unit.isheader()]
json.dump(units, sys.stdout)
"""


@pytest.mark.parametrize(("kind", "suffix"), [("tmx", "tmx"), ("xliff", "xlf"), ("xliff12", "xlf")])
def test_every_unit_is_read_with_both_texts(kind: str, suffix: str, toolkit: str, tmp_path: Path) -> None:
    edition = bitext()
    path = tmp_path / f"pond.{suffix}"
    path.write_bytes(EXPORTERS[kind](edition, ExportOptions()))
    command = [toolkit, "-c", UNITS, kind, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    read = [["" if text == "None" else text for text in unit] for unit in json.loads(done.stdout)]
    units = [unit for alignment in edition.alignments for unit in edition.units(alignment)]
    wanted = [[variant.text for variant in unit.variants] for unit in units]
    # A unit of TMX that has no text in the source language has no source, and by that no target, for the toolkit.
    lost = [kind == "tmx" and not source for source, _ in wanted]
    expected = [[] if is_lost else _plain(texts) for texts, is_lost in zip(wanted, lost, strict=True)]
    assert [_plain(unit) for unit in read] == expected


def _plain(texts: Iterable[str]) -> list[str]:
    """The texts that there are, without white space."""
    return ["".join(text.split()) for text in texts if text.strip()]
