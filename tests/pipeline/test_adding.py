"""Several translations, and one more for an edition that a person has looked at; without a model."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import cli
import pipeline.adding
import pipeline.align
from bitext.alignments import Bead, State
from bitext.documents import DocumentId
from bitext.editions import Edition
from bitext.errors import BadConfiguration, IdenticalInputs
from bitext.languages import LanguageTag
from bitext.versions import joined
from output.options import ExportOptions
from output.tei import to_tei
from pipeline.adding import added
from pipeline.align import aligned
from pipeline.beads import beads_json
from pipeline.reading import Input
from sources.tei.editions import read_edition
from tests.output.specimens import versions
from tests.pipeline.test_align import EN, ZH, ByPlace, given

DE = ("Er ging allein fort.", "Der Winter jenes Jahres war sehr kalt.", "Später schneite es.", "Der Schornstein steht.")
FR = ("Il partit seul.", "L'hiver fut froid.", "Puis il neigea.", "La cheminée est debout.")


def source() -> Input:
    return given(ZH, "zh-Hans")


def three() -> Edition:
    return aligned(source(), given(EN, "en"), given(DE, "de"), encoder=ByPlace())


def test_an_original_with_two_translations() -> None:
    edition = three()
    assert [document.id for document in edition.documents] == ["source", "target", "target2"]
    assert [(alignment.source, alignment.target) for alignment in edition.alignments] == [
        ("source", "target"),
        ("source", "target2"),
    ]
    assert edition.metadata.name == "zh-Hans-en-de"
    covered = [
        [segment.text for unit in joined(edition, DocumentId("source")) for segment in unit.variants[place].segments]
        for place in range(3)
    ]
    assert covered == [list(ZH), list(EN), list(DE)]


def test_the_steps_of_three_texts() -> None:
    told: list[tuple[str, int, int]] = []
    texts = [given(EN, "en"), given(DE, "de")]
    aligned(source(), *texts, encoder=ByPlace(), progress=lambda *step: told.append(step))
    assert [(number, total) for _, number, total in told] == [(number, 5) for number in range(1, 6)]
    assert [what for what, _, _ in told[3:]] == ["aligning zh-Hans.txt with en.txt", "aligning zh-Hans.txt with de.txt"]


def test_json_of_three_texts() -> None:
    edition = three()
    answer = json.loads(beads_json(edition, ExportOptions()))
    assert answer["schema"] == 2
    assert [(d["id"], d["language"], d["sentences"]) for d in answer["documents"]] == [
        ("source", "zh-Hans", list(ZH)),
        ("target", "en", list(EN)),
        ("target2", "de", list(DE)),
    ]
    units = joined(edition, DocumentId("source"))
    assert [unit["probability"] for unit in answer["units"]] == [unit.probability for unit in units]
    for place, lines in enumerate((ZH, EN, DE)):
        numbers = [number for unit in answer["units"] for number in unit["sentences"][place]]
        assert numbers == list(range(len(lines)))


def test_one_translation_twice() -> None:
    with pytest.raises(IdenticalInputs) as caught:
        aligned(source(), given(EN, "en", "a.txt"), given(EN, "en", "b.txt"), encoder=ByPlace())
    assert str(caught.value) == "'a.txt' and 'b.txt' are the same text; give the original and its translation."


# --- adding --------------------------------------------------------------------------------------------------------


def confirmed() -> Edition:
    """A pair whose second bead a person has joined with the third, and confirmed, against the machine."""
    edition = aligned(source(), given(EN, "en"), encoder=ByPlace())
    (alignment,) = edition.alignments
    first, second, third, fourth = (bead for bead in alignment.beads)
    by_hand = Bead(
        source=second.source + third.source, target=second.target + third.target, state=State.FINAL, note="one"
    )
    return replace(edition, alignments=(replace(alignment, beads=(first, by_hand, fourth)),))


def test_what_a_person_has_confirmed_stays_as_it_is() -> None:
    before = read_edition(to_tei(confirmed(), ExportOptions()), name="book.xml")
    after = added(before, [given(DE, "de")], name="book.xml", encoder=ByPlace())
    assert after.alignments[0] == before.alignments[0] == confirmed().alignments[0]
    assert after.documents[:2] == before.documents
    assert after.documents[2].id == "target2"
    assert after.alignments[1].target == "target2"
    assert after.provenance[: len(before.provenance)] == before.provenance
    units = joined(after, DocumentId("source"))
    assert [unit.variants[0].text for unit in units] == [ZH[0], ZH[1] + ZH[2], ZH[3]]
    assert [unit.variants[2].text for unit in units] == [DE[0], f"{DE[1]} {DE[2]}", DE[3]]


def test_adding_one_after_the_other_is_as_aligning_all_at_once() -> None:
    pair = aligned(source(), given(EN, "en"), encoder=ByPlace())
    one = added(pair, [given(DE, "de")], name="book.xml", encoder=ByPlace())
    two = added(one, [given(FR, "fr")], name="book.xml", encoder=ByPlace())
    at_once = aligned(source(), given(EN, "en"), given(DE, "de"), given(FR, "fr"), encoder=ByPlace())
    assert (two.documents, two.alignments) == (at_once.documents, at_once.alignments)
    assert two.metadata.titles == at_once.metadata.titles


def test_a_second_translation_into_one_language_gives_no_second_title() -> None:
    pair = aligned(source(), given(EN, "en"), encoder=ByPlace())
    other = given([f"{line} Indeed." for line in EN], "en", "other.txt")
    assert added(pair, [other], name="book.xml", encoder=ByPlace()).metadata == pair.metadata


def test_a_text_that_is_there_already() -> None:
    with pytest.raises(IdenticalInputs) as caught:
        added(confirmed(), [given(EN, "en", "again.txt")], name="book.xml", encoder=ByPlace())
    assert str(caught.value) == "'en.txt' and 'again.txt' are the same text; give the original and its translation."


@pytest.mark.parametrize(
    ("edition", "message"),
    [
        (
            replace(versions(), alignments=()),
            "book.xml holds no alignment, so a translation has nothing to be added to.",
        ),
        (
            replace(versions(), alignments=(versions().alignments[0], versions().alignments[1].reversed())),
            (
                "book.xml holds several originals (zh, de); a translation is added to an edition of one, "
                "or to the edition.toml that the file was made from."
            ),
        ),
    ],
)
def test_an_edition_without_one_original(edition: Edition, message: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        added(edition, [given(DE, "de")], name="book.xml", encoder=ByPlace())
    assert str(caught.value) == message


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for module in (pipeline.align, pipeline.adding):
        monkeypatch.setattr(module, "encoder_named", lambda _: ByPlace())
    for name, lines in (("zh", ZH), ("en", EN), ("de", DE), ("fr", FR)):
        (tmp_path / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tmp_path


LANGUAGES = ["--source-lang", "zh-Hans", "--target-lang", "en", "--target-lang", "de"]
QUIETLY = ["--segmented", "-q"]


def test_three_texts_side_by_side(folder: Path) -> None:
    assert cli.main(["align", "zh.txt", "en.txt", "de.txt", *LANGUAGES, *QUIETLY, "-o", "book.tsv"]) == 0
    head, *rows = (folder / "book.tsv").read_text(encoding="utf-8").splitlines()
    assert head.split("\t")[4:7] == ["source", "target", "target2"]
    assert "".join(row.split("\t")[4] for row in rows) == "".join(ZH)


def test_a_translation_is_added_to_a_file_that_was_reviewed(folder: Path) -> None:
    assert cli.main(["align", "zh.txt", "en.txt", *LANGUAGES[:4], *QUIETLY, "-o", "book.xml"]) == 0
    book = folder / "book.xml"
    reviewed = re.sub("#state.translated", "#state.final", book.read_text(encoding="utf-8"), count=1)
    book.write_text(reviewed, encoding="utf-8")
    add = ["align", "--add", "book.xml", "de.txt", "--target-lang", "de", *QUIETLY]
    assert cli.main([*add, "-o", "three.xml"]) == 0
    before, after = (read_edition((folder / name).read_bytes(), name=name) for name in ("book.xml", "three.xml"))
    assert after.alignments[0] == before.alignments[0]
    assert after.alignments[0].beads[0].state is State.FINAL
    assert [d.language for d in after.documents] == [LanguageTag(tag) for tag in ("zh-Hans", "en", "de")]


def test_a_file_that_holds_no_edition(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["align", "--add", "en.txt", "de.txt", *QUIETLY]) == 6
    assert capsys.readouterr().err == (
        "error: en.txt holds no edition: it is not well-formed XML: Start tag expected, '<' not found, line 1, "
        "column 1.\n"
    )
