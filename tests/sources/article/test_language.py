"""The language of an article is that of its running text, whatever it lists."""

from collections.abc import Callable

import pytest

from bitext.documents import Document

ENTRIES = "\n".join(
    f"王{n}. 砖窑里的光：论当代小说中的劳动与记忆及其叙述方式[J]. 文艺研究, 20{n:02}({n}): 1-12." for n in range(10, 40)
)
PROSE = (
    "The brickworks of the novel are lit by a single lamp, and the workers read by it. The author has said that "
    "the lamp was real, and that it was sold for its copper in the year in which the works were closed."
)


@pytest.mark.parametrize(
    "heading", ["Works Cited", "References", "LIST OF WORKS CITED", "[参 考 文 献]", "Bibliography:"]
)
def test_english_with_a_chinese_list(heading: str, document: Callable[..., Document]) -> None:
    text = f"{PROSE}\n\n{PROSE}\n\n{heading}\n\n{ENTRIES}\n"
    assert document(text.encode(), "article.txt").language == "en"


def test_chinese_with_an_english_list(document: Callable[..., Document]) -> None:
    prose = "小说里的砖窑只有一盏灯，工人们就着这盏灯读书。作者说过，这盏灯是真的，窑厂关门那一年被人当铜卖了。" * 5
    entries = "\n".join(
        f"[{n}] Arden L. The Lamp and the Kiln: Labour in Late Fiction[M]. Leeds: Moor, 1999." for n in range(9)
    )
    assert document(f"{prose}\n\n参考文献\n\n{entries}\n".encode(), "article.txt").language == "zh-Hans"


def test_a_list_alone_has_the_language_of_its_entries(document: Callable[..., Document]) -> None:
    assert document(f"References\n\n{ENTRIES}\n".encode(), "list.txt").language == "zh-Hans"
