"""A TEI file of ours in a reader of TEI: CETEIcean, in a real browser."""

import json
import subprocess
from pathlib import Path
from typing import TypedDict

from output.options import ExportOptions
from output.tei import to_tei
from tests.output.specimens import bitext

HERE = Path(__file__).parent


class Shown(TypedDict):
    """Where a sentence stands on the screen."""

    id: str
    lang: str
    text: str
    left: float
    top: float
    right: float


def shown_by_ceteicean(modules: Path, browser: str, shots: Path, tei: bytes) -> list[Shown]:
    asked = {
        "modules": str(modules),
        "browser": browser,
        "tei": tei.decode(),
        "width": 1000,
        "height": 800,
        "screenshot": str(shots / "ceteicean.png"),
    }
    command = ["node", str(HERE / "tei.mjs")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Shown] = json.loads(done.stdout)
    return found


def test_both_languages_stand_side_by_side(modules: Path, browser: str, shots: Path) -> None:
    edition = bitext()
    found = shown_by_ceteicean(modules, browser, shots, to_tei(edition, ExportOptions()))
    here = {one["id"]: one for one in found}
    for document in edition.documents:
        for segment in document.segments:
            one = here[segment.id]
            assert one["lang"] == document.language
            assert segment.text[:4] in one["text"] or not segment.text[:4].isalnum()
    source, target = ([here[s.id] for s in document.segments] for document in edition.documents)
    assert max(one["right"] for one in source) <= min(one["left"] for one in target)
    first = edition.alignments[0].beads[0]
    assert abs(here[first.source[0]]["top"] - here[first.target[0]]["top"]) < 60
    assert (shots / "ceteicean.png").stat().st_size > 5000
