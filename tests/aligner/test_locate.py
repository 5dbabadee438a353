"""Where quotations stand: on small books that were written for these tests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.books import Book
from aligner.encoders import encoder_named
from aligner.fidelity import Code, differences
from aligner.locate import FOUND, Pages, Passage, anywhere, best, locate, probabilities
from aligner.passages import NAMES, Passages, passages
from aligner.quotations import Quoted, pieces
from bitext.languages import LanguageTag

ZH, EN = LanguageTag("zh"), LanguageTag("en")

STORY = (
    "外祖母在河边开了一家修钟的铺子。",
    "每天早上她先把墙上的二十三只钟都上好弦。",
    "邻居们说，她的铺子里听不见人说话。",
    "春天河水涨上来，淹了半条街。",
    "她把最贵的怀表藏在面粉袋里。",
    "水退了以后，面粉全发了霉，怀表还在走。",
    "村里来了一个收旧货的年轻人，名叫赵文启。",
    "他愿意出三百块钱买下那只怀表。",
    "外祖母说，钱可以再挣，时间不行。",
    "赵文启笑了笑，骑着自行车走了。",
    "第二年冬天，铺子着了一场火。",
    "只有一只钟没有烧坏，停在四点十分。",
)


@pytest.fixture(scope="module")
def book() -> Book:
    return Book.read(STORY, ZH, encoder_named("use"))


def found(text: str, book: Book, language: LanguageTag = EN) -> Passage | None:
    quotation = Quoted.read([(text, language)], book)[0]
    return locate(quotation, book) if quotation else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("She hid the most expensive pocket watch in a sack of flour.", 4, 5),
        ("He was willing to pay three hundred yuan for the pocket watch.", 7, 8),
        (
            "In spring the river rose and flooded half the street. She hid the most expensive watch in a flour sack.",
            3,
            5,
        ),
        (
            "The winter of the second year the shop caught fire. Only one clock stopped at ten past four.",
            10,
            12,
        ),
    ],
)
def test_passage(text: str, start: int, end: int, book: Book) -> None:
    passage = found(text, book)
    assert passage is not None
    assert (passage.start, passage.end) == (start, end)
    assert passage.found >= FOUND


def test_other_text_is_less_sure(book: Book) -> None:
    ours = found("She hid the most expensive pocket watch in a sack of flour.", book)
    other = found("The committee approved the budget for motorway bridges.", book)
    assert ours is not None
    assert other is not None
    assert other.found < FOUND < ours.found


def test_nothing_to_compare(book: Book) -> None:
    assert Quoted.read([("… […]", EN)], book) == [None]
    empty = Book.read([], ZH, book.encoder)
    quotation = Quoted.read([("A clock.", EN)], book)[0]
    assert quotation is not None
    assert passages(quotation, empty) is None


@pytest.mark.parametrize("sentences", [("她走了。",), ("……", "她走了。"), ("她走了。",) * 3])
def test_small_books(sentences: tuple[str, ...], book: Book) -> None:
    small = Book.read(sentences, ZH, book.encoder)
    passage = found("She left.", small)
    assert passage is not None
    assert 0 <= passage.start < passage.end <= len(sentences)
    assert 0 <= passage.probability <= passage.found <= 1


def test_pieces() -> None:
    assert pieces("She left […] town [sic] … [T]hen rain.") == ["She left", "town", "Then rain."]
    assert pieces("她走了……［后来］下雨。") == ["她走了", "后来下雨。"]


def test_drop_is_seen_and_ellipsis_is_not(book: Book) -> None:
    passage = STORY[8:12]
    said = "My grandmother said that money can be earned again, but time cannot."
    end = "Only one clock was not burnt and it stopped at ten past four."
    codes = [each.code for each in differences(f"{said} {end}", EN, passage, book)]
    marked = [each.code for each in differences(f"{said} … {end}", EN, passage, book)]
    assert Code.DROPPED in codes
    assert Code.DROPPED not in marked


def test_number_and_name(book: Book) -> None:
    passage = STORY[6:8]
    text = "A young man came, called Zhao Wenli, and offered five hundred yuan for the pocket watch."
    told = {(each.code, each.text) for each in differences(text, EN, passage, book)}
    assert (Code.NUMBER, "five hundred") in told
    assert (Code.NAME, "Zhao Wenli") in told


def test_faithful_quotation_has_no_number_or_name(book: Book) -> None:
    text = "A young man called Zhao Wenqi offered three hundred yuan for the pocket watch."
    codes = {each.code for each in differences(text, EN, STORY[6:8], book)}
    assert not codes & {Code.NUMBER, Code.NAME}


@given(st.lists(st.lists(st.floats(-3, 3), min_size=2, max_size=2), min_size=1, max_size=8))
def test_probabilities_add_up(rows: list[list[float]]) -> None:
    likely = probabilities(np.array(rows, dtype=np.float32), np.ones(2), np.zeros(len(rows)))
    assert len(likely) == len(rows) + 1
    assert likely.sum() == pytest.approx(1)


def test_a_prior_decides_between_equals() -> None:
    starts = np.array([0, 50])
    values = np.zeros((2, len(NAMES)), dtype=np.float32)
    candidates = Passages(starts, starts + 1, values)
    near_fifty = Pages.of([(1, 10), (3, 30), (9, 90)]).near(5)
    assert best(candidates, np.zeros(len(NAMES)), anywhere).start == 0
    assert best(candidates, np.zeros(len(NAMES)), near_fifty).start == 50


def test_pages_leave_out_what_contradicts_them() -> None:
    assert Pages.of([(1, 10), (2, 900), (3, 30), (4, 40)]) == Pages((1, 3, 4), (10.0, 30.0, 40.0))
    assert Pages.of([(1, 10)]).near(2) is anywhere
