"""Two texts in, an edition out; the values are checked without a model."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from aligner.lattice import Floats
from bitext.errors import IdenticalInputs
from bitext.languages import LanguageTag
from bitext.version import VERSION
from output.options import ExportOptions
from pipeline.align import aligned
from pipeline.beads import beads_json
from pipeline.reading import Input

ZH = ("他一个人走了。", "那一年的冬天特别冷。", "后来下了一场大雪。", "烟囱还站在那里。")
EN = ("He left alone.", "The winter of that year was a very cold one.", "Later it snowed.", "The chimney still stood.")


class ByPlace:
    """An encoder for tests: sentences at the same place of the two texts are alike, all others are not."""

    name = "by-place"

    def __call__(self, texts: Sequence[str], /) -> Floats:
        lines = list(zip(ZH, EN, strict=True))
        vectors = np.full((len(texts), len(lines)), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] += [any(side in text for side in line) for line in lines]
        unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def given(lines: Sequence[str], language: str, name: str = "", *, segmented: bool = True) -> Input:
    data = "".join(f"{line}\n" for line in lines).encode()
    return Input(data=data, name=name or f"{language}.txt", language=LanguageTag(language), segmented=segmented)


def test_the_edition_of_two_texts() -> None:
    modified = datetime(2026, 11, 22, tzinfo=UTC)
    edition = aligned(given(ZH, "zh-Hans"), given(EN, "en"), encoder=ByPlace(), modified=modified)
    assert [tuple(segment.text for segment in document.segments) for document in edition.documents] == [ZH, EN]
    assert [bead.type for bead in edition.alignments[0].beads] == [(1, 1)] * 4
    assert edition.metadata.modified == modified
    assert [title.text for title in edition.metadata.titles] == ["zh-Hans", "en"]


def test_what_was_done_is_told() -> None:
    edition = aligned(given(ZH, "zh-Hans"), given(EN, "en", segmented=False), encoder=ByPlace())
    source, target = edition.documents
    assert {(step.tool, step.version) for step in edition.provenance} == {("duizhao", VERSION)}
    assert [step.action for step in edition.provenance] == [
        f"read {source.id} from zh-Hans.txt as {source.format} in {source.encoding} (sha256 {source.digest})",
        f"took the sentences of {source.id} as the file gives them",
        f"read {target.id} from en.txt as {target.format} in {target.encoding} (sha256 {target.digest})",
        f"divided {target.id} into sentences by the rules for en",
        f"aligned {source.id} with {target.id} by {edition.alignments[0].method}; beads: 4",
    ]
    assert edition.alignments[0].method


def test_beads_as_json() -> None:
    edition = aligned(given(ZH, "zh-Hans"), given(EN, "en"), encoder=ByPlace())
    answer = json.loads(beads_json(edition, ExportOptions()))
    assert answer["schema"] == 1
    assert (answer["source"], answer["target"]) == (list(ZH), list(EN))
    assert [(bead["source"], bead["target"]) for bead in answer["beads"]] == [([n], [n]) for n in range(4)]
    assert all(0 < bead["probability"] <= 1 for bead in answer["beads"])


def test_the_name_is_made_from_ascii_file_names_or_from_the_contents() -> None:
    encoder = ByPlace()
    assert (
        aligned(given(ZH, "zh-Hans", "a.txt"), given(EN, "en", "b.md.txt"), encoder=encoder).metadata.name == "a-b.md"
    )
    first = aligned(given(ZH, "zh-Hans", "烟囱.txt"), given(EN, "en"), encoder=encoder).metadata.name
    other = aligned(given(ZH[:2], "zh-Hans", "烟囱.txt"), given(EN, "en"), encoder=encoder).metadata.name
    assert first.startswith("bitext-")
    assert first != other


def test_folders_do_not_show() -> None:
    home = aligned(given(ZH, "zh-Hans", "/home/me/zh.txt"), given(EN, "en", "../en.txt"), encoder=ByPlace())
    here = aligned(given(ZH, "zh-Hans", "zh.txt"), given(EN, "en", "en.txt"), encoder=ByPlace())
    assert home == here
    assert home.provenance[0].action.startswith("read source from zh.txt as ")


def test_languages_are_found_where_they_are_not_given() -> None:
    source, target = (Input(data="\n".join(lines * 3).encode(), name="x.txt", segmented=True) for lines in (ZH, EN))
    edition = aligned(source, target, encoder=ByPlace())
    assert [document.language for document in edition.documents] == ["zh-Hans", "en"]


@pytest.mark.parametrize("other", ["\n".join(ZH), "\n\n".join(ZH)])
def test_one_text_twice_is_refused(other: str) -> None:
    target = Input(data=other.encode("utf-16"), name="copy.txt", language=LanguageTag("zh-Hans"), segmented=False)
    source = Input(data=other.encode(), name="zh.txt", language=LanguageTag("zh-Hans"), segmented=False)
    with pytest.raises(IdenticalInputs) as caught:
        aligned(source, target, encoder=ByPlace())
    assert str(caught.value) == "'zh.txt' and 'copy.txt' are the same text; give the original and its translation."


def test_each_step_is_announced() -> None:
    told: list[tuple[str, int, int]] = []
    aligned(
        given(ZH, "zh-Hans"),
        given(EN, "en"),
        encoder=ByPlace(),
        progress=lambda what, number, total, _share=0.0: told.append((what, number, total)),
    )
    assert told == [
        ("reading zh-Hans.txt", 1, 3),
        ("reading en.txt", 2, 3),
        ("aligning zh-Hans.txt with en.txt", 3, 3),
    ]
