"""Printed pairs: the forms, their left edges, and what is no pair."""

from collections.abc import Callable

import pytest

from bitext.articles import TermPair
from bitext.documents import Document
from sources.article import read_article
from sources.article.derived import derived

ENGLISH = [
    ("He read *Moses on the Plain* (平原上的摩西) twice.", [("Moses on the Plain", "平原上的摩西", "work")]),
    ("He read *Moses on the Plain* (《平原上的摩西》) twice.", [("Moses on the Plain", "平原上的摩西", "work")]),
    ("He read “Moses on the Plain” (平原上的摩西) twice.", [("Moses on the Plain", "平原上的摩西", "work")]),
    ("He read “Moses on the Plain,” (平原上的摩西) twice.", [("Moses on the Plain", "平原上的摩西", "work")]),
    ('He read "Moses on the Plain (平原上的摩西)" twice.', [("Moses on the Plain", "平原上的摩西", "work")]),
    ("He read *Moses on the Plain* [平原上的摩西] twice.", [("Moses on the Plain", "平原上的摩西", "work")]),
    ("He read *Moses on the Plain*（平原上的摩西） twice.", [("Moses on the Plain", "平原上的摩西", "work")]),
    ("He read 平原上的摩西 (*Moses on the Plain*) twice.", [("Moses on the Plain", "平原上的摩西", "work")]),
    ("He read 《平原上的摩西》 (Moses on the Plain) twice.", [("Moses on the Plain", "平原上的摩西", "work")]),
    ("He read *Moses on the Plain* 平原上的摩西 twice.", [("Moses on the Plain", "平原上的摩西", "work")]),
    (
        "He read *Pingyuan shang de Moxi* 平原上的摩西 (Moses on the Plain) twice.",
        [("Moses on the Plain", "平原上的摩西", "work")],
    ),
    (
        "He read *Moses on the Plain* (Pingyuan shang de Moxi 平原上的摩西) twice.",
        [("Moses on the Plain", "平原上的摩西", "work")],
    ),
    (
        "He read *Pingyuan shang de Moxi* (平原上的摩西, Moses on the Plain) twice.",
        [("Moses on the Plain", "平原上的摩西", "work")],
    ),
    ("His story “Smoke” 〈煙〉 was read.", [("Smoke", "煙", "work")]),
    ("The novelist Shuang Xuetao (双雪涛) left.", [("Shuang Xuetao", "双雪涛", "person")]),
    ("In 2016 Shuang Xuetao (双雪涛, b. 1983) left.", [("Shuang Xuetao", "双雪涛", "person")]),
    ("When Shuang Xuetao’s (双雪涛) mother left, he stayed.", [("Shuang Xuetao", "双雪涛", "person")]),
    ("The poet Gu Yan 顧岩 (1958–2011) left.", [("Gu Yan", "顧岩", "person")]),
    ("Zhang Meng and Shuang Xuetao (双雪涛) left.", [("Shuang Xuetao", "双雪涛", "person")]),
    ("The term *xiagang* (下岗) is old.", [("xiagang", "下岗", "term")]),
    ("They speak of *xiagang* 下岗 still.", [("xiagang", "下岗", "term")]),
    ("The laid-off workers (下岗工人) stayed.", [("laid-off workers", "下岗工人", "term")]),
    ("It was the chimney (烟囱) that fell.", [("chimney", "烟囱", "term")]),
    ("The rust belt (锈带) is a belt. No rust belt is new, and a rust belt is wide.", [("rust belt", "锈带", "term")]),
    ("He lives in the Tiexi District (铁西区) now.", [("Tiexi District", "铁西区", "place")]),
    ("They met in Red Flag Square in Shenyang (沈阳) then.", [("Shenyang", "沈阳", "place")]),
    ("The Shenyang Smelter (沈阳冶炼厂) closed.", [("Shenyang Smelter", "沈阳冶炼厂", "organisation")]),
    (
        "See the Ministry of Culture and Tourism (文化和旅游部).",
        [("Ministry of Culture and Tourism", "文化和旅游部", "organisation")],
    ),
    ("It appeared in *Literary Contention* (文艺争鸣).", [("Literary Contention", "文艺争鸣", "journal")]),
    ("In his comment on Yanfen Street (艳粉街) he is brief.", [("Yanfen Street", "艳粉街", "place")]),
]
CHINESE = [
    ("他在《砖梯》（The Staircase of Bricks）中写道。", [("砖梯", "The Staircase of Bricks", "work")]),
    ("法国哲学家米歇尔·福柯（Michel Foucault，1926—1984）认为如此。", [("米歇尔·福柯", "Michel Foucault", "person")]),
    ("他提出“身体政治”（body politics）的概念。", [("身体政治", "body politics", "term")]),
    ("这是所谓的锈带（rust belt）。锈带很长，锈带也很旧。", [("锈带", "rust belt", "term")]),
    ("哲学家福柯（Foucault）认为如此。", [("福柯", "Foucault", "person")]),
]
NONE = [
    "The plant (now closed) was large, and 烟囱 is a word.",
    "She said “烟囱” and left.",
    "The word means both (see 王德威 36) things.",
    "He smiled. (双雪涛)",
    "“The winter was long and nobody came to see us.” (冬天很长，没有人来看我们。)",
]


@pytest.fixture
def paired(document: Callable[..., Document]) -> Callable[[str, str], tuple[TermPair, ...]]:
    def read(text: str, language: str) -> tuple[TermPair, ...]:
        return read_article(document(text, language=language)).pairs

    return read


@pytest.mark.parametrize(("text", "pairs"), ENGLISH)
def test_in_english(text: str, pairs: list[tuple[str, str, str]], paired: Callable[..., tuple[TermPair, ...]]) -> None:
    assert [(p.source.text, p.target.text, p.kind.value) for p in paired(text, "en")] == pairs


@pytest.mark.parametrize(("text", "pairs"), CHINESE)
def test_in_chinese(text: str, pairs: list[tuple[str, str, str]], paired: Callable[..., tuple[TermPair, ...]]) -> None:
    assert [(p.source.text, p.target.text, p.kind.value) for p in paired(text, "zh-Hans")] == pairs


@pytest.mark.parametrize("text", NONE)
def test_no_pair(text: str, paired: Callable[..., tuple[TermPair, ...]]) -> None:
    assert paired(text, "en") == ()


def test_languages_and_romanisation(paired: Callable[..., tuple[TermPair, ...]]) -> None:
    (pair,) = paired("It is *Zuihou de silugong* 最後的司爐工 (The Last Stoker).", "en")
    assert (pair.source.language, pair.target.language) == ("en", "zh-Hant")
    assert pair.romanized == "Zuihou de silugong"


def test_mentions_are_of_either_side_and_exact(paired: Callable[..., tuple[TermPair, ...]]) -> None:
    text = "*Salt* (盐) is short. In *Salt*, salt is dear; “the readers of *Salt* know.” 《盐》 or 《鹽》: the same."
    (pair,) = paired(text, "en")
    plain = text.replace("*", "")
    assert [place.span.of(plain) for place in pair.mentions] == ["Salt", "盐", "Salt", "Salt", "盐", "鹽"]


def test_terms_may_open_a_sentence(paired: Callable[..., tuple[TermPair, ...]]) -> None:
    (pair,) = paired("The chimney (烟囱) fell. Chimney by chimney they fell; chimneys do.", "en")
    assert len(pair.mentions) == 4


def test_pairs_within_a_pair(paired: Callable[..., tuple[TermPair, ...]]) -> None:
    pairs = paired("See “Notes on a Street -- The Staircase by Luo Ting” (街札记——罗汀《砖梯》).", "en")
    assert [(p.source.text, p.target.text, p.kind.value) for p in derived(pairs)] == [
        ("Notes on a Street", "街札记", "work"),
        ("Luo Ting", "罗汀", "person"),
        ("The Staircase", "砖梯", "work"),
    ]
