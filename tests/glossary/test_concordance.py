"""Places of a word in bitexts: Chinese by characters, English by words and their forms, expressions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from glossary.checks.contract import Side
from glossary.concordance import Order, Query, concordance, counts
from tests.glossary.checks.made import bitext

ZH, EN = LanguageTag("zh-Hans"), LanguageTag("en")
BOOK = bitext(
    ("兩座煙囪倒了。", "Two chimneys fell."),
    ("他写中国文学。|烟囱很高。", "He has written on Chinese literature.|The chimney is high."),
    ("没有了。", "Nothing was left."),
)


def texts(query: str, text: str, language: LanguageTag = EN, **how: bool) -> list[str]:
    found = Query(text=query, is_regex=how.get("regex", False), is_exact=how.get("exact", False))
    return [span.of(text) for span in found.matcher(text, language)]


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("烟囱", "两座烟囱，一座煙囪", ["烟囱", "煙囪"]),
        ("煙囪", "两座烟囱", ["烟囱"]),
        ("錢鍾書", "钱钟书和钱锺书", ["钱钟书", "钱锺书"]),
        ("雪", "双雪涛看雪", ["雪", "雪"]),
        ("国文", "中国文学", ["国文"]),
        ("看看", "看看看看", ["看看", "看看"]),
        ("３个", "3个人", ["3个"]),
        ("摩西", "没有", []),
        ("KTV", "他在KTV唱歌", ["KTV"]),
    ],
)
def test_chinese(query: str, text: str, hits: list[str]) -> None:
    assert texts(query, text, ZH) == hits


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("chimney", "Two chimneys, a CHIMNEY", ["chimneys", "CHIMNEY"]),
        ("chimneys", "a chimney", ["chimney"]),
        ("write", "He wrote what was written.", ["wrote", "written"]),
        ("laid-off worker", "the laid-off workers’ wives", ["laid-off workers"]),
        ("work unit", "a work-unit", ["work-unit"]),
        ("Li Fei", "Li Fei’s and Li Feidong", ["Li Fei"]),
        ("import", "an important man", []),
        ("organization", "they organize", []),
        ("child", "children", ["children"]),
        ("Xi'an", "in Xi’an", ["Xi’an"]),
        ("下岗", "the word xiagang (下崗)", ["下崗"]),
    ],
)
def test_english(query: str, text: str, hits: list[str]) -> None:
    assert texts(query, text) == hits


def test_exact_words() -> None:
    assert texts("chimney", "Two chimneys, a CHIMNEY", exact=True) == ["CHIMNEY"]


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        (r"烟.", "煙囪和烟囱", ["煙囪", "烟囱"]),
        (r"chim\w+", "Chimneys", ["Chimneys"]),
        (r"\S+ing\b", "he was Running on", ["Running"]),
        (r"x*", "nothing", []),
        (r"[兩两]座", "兩座和两座", ["兩座", "两座"]),
    ],
)
def test_expressions(query: str, text: str, hits: list[str]) -> None:
    assert texts(query, text, regex=True) == hits


def test_hits_have_both_sides_and_what_is_around() -> None:
    first, second = concordance([BOOK], Query(text="烟囱"))
    assert (first.before, first.spot.text, first.after, first.other) == ("兩座", "煙囪", "倒了。", "Two chimneys fell.")
    assert (second.before, second.after) == ("他写中国文学。", "很高。")
    assert second.other == "He has written on Chinese literature. The chimney is high."
    assert (second.couple.id, second.spot.sentence, second.document) == ("b2", "s.c1.p2.s2", "source")


def test_within_a_word_is_doubtful() -> None:
    (hit,) = concordance([BOOK], Query(text="国文"))
    assert hit.is_doubtful
    assert not any(hit.is_doubtful for hit in concordance([BOOK], Query(text="文学")))


def test_sides_and_orders() -> None:
    assert [hit.side for hit in concordance([BOOK], Query(text="chimney"), sides=[Side.SOURCE])] == []
    by_right = concordance([BOOK], Query(text="chimney"), order=Order.RIGHT)
    assert [hit.after for hit in by_right] == [" fell.", " is high."]
    by_left = concordance([BOOK], Query(text="chimney"), order=Order.LEFT)
    assert [hit.spot.text for hit in by_left] == ["chimney", "chimneys"]  # … The, … Two
    by_match = concordance([BOOK], Query(text="chimney|chimneys", is_regex=True), order=Order.MATCH)
    assert [hit.spot.text for hit in by_match] == ["chimney", "chimney"]


def test_counts_name_every_document() -> None:
    other = bitext(("没有。", "None."))
    hits = concordance([BOOK, other], Query(text="烟囱"))
    assert [(count.document, count.hits, count.beads, count.sentences) for count in counts([BOOK, other], hits)] == [
        ("source", 2, 2, 4),
        ("target", 0, 0, 4),
        ("source", 0, 0, 1),
        ("target", 0, 0, 1),
    ]


@pytest.mark.parametrize(
    ("query", "regex", "message"),
    [
        (" ", False, "There is nothing to look for; give a word, or an expression with --regex."),
        (
            "(",
            True,
            (
                "'(' is no regular expression: missing ), unterminated subpattern at position 0; "
                "leave --regex out to find it as it stands."
            ),
        ),
    ],
)
def test_what_cannot_be_looked_for(query: str, regex: bool, message: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        Query(text=query, is_regex=regex)
    assert str(caught.value) == message


@given(st.text("烟煙囱囪 人a1，", max_size=20), st.text("烟囱人", min_size=1, max_size=2))
def test_chinese_hits_are_all_that_there_are(text: str, query: str) -> None:
    simplified = text.replace("煙", "烟").replace("囪", "囱")
    found = list(Query(text=query).matcher(text, ZH))
    assert len(found) == simplified.count(query)
    assert all(span.of(simplified) == query for span in found)
