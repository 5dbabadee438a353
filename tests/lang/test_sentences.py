"""Where sentences end, case by case; and the laws that hold for any text."""

import json
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.documents import Block, BlockId, BlockKind, Division, DivisionId, Document, DocumentId
from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from lang.rules import known_languages, rules_for
from lang.sentences import Policy, segment, split

FINE, SPEECH = Policy.FINE, Policy.SPEECH


def check(tag: str, marked: str, policy: Policy = FINE) -> None:
    """`marked` has a | wherever a sentence ends and another begins."""
    text = marked.replace("|", "")
    assert "|".join(span.of(text) for span in split(text, rules_for(tag), policy)) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "他走了。|她也走了！|你呢？|不知道",
        "“你来了？”|他问。|她点点头。",
        "“走吧。|快走！”|老王喊道。",
        "他说：“走吧。|我们走。”|她走了。",
        "“走吧，”他说，“快走。”|她不动。",
        "“走吧！”，他说。",
        "所谓“为什么？”的问题没有人答。",
        "“走吧。”|的确，他该走了。",
        "真的吗？！|真的！！！|好。",
        # Titles and parentheses are whole.
        "《摔跤吧！爸爸》上映了。|大家都去看。",
        "《怎么办？》这本书我看过。",
        "他（是吗？）笑了。|她没有笑。",
        "（是吗？）他问。",
        "（他走了。）|她来了。",
        "（他走了。|她留下了。）|天黑了。",
        "他走了（他说要买菜（真的。）就走）。|后来没有回来。",
        "（他没有关上这个括号。|后来的事谁也不知道。",
        # An ellipsis goes on, unless a quotation ends with it.
        "他想了想……还是走了。",
        "“我……”|她说不出话。",
        "“我…… 我不知道。”|她说。",
        "“你为什么——”|他问。",
        "他走了——没有回头。",
        # Traditional marks.
        "「你來了？」|他問。|『好。』|她笑了。",
        "「『走！』|他說。」|她笑了。",
        "｢你来了？｣|他问。",
        # Straight marks do not say which way they look.
        '他说："走。"|她说："好。"|天黑了。',
        '"你好。"|"再见。"|她说。',
        # Foreign and technical things.
        "圆周率是3.14，版本是2.0.1。|好。",
        "３．１４是圆周率。|好。",
        "见https://a.example/b?c=d!e。|好。",
        "Mr. Smith来了。|他说OK。|He left. |她来了。",
        "他走了.|她来了.|天黑了.",
        "好!|真的?|是的。",
        # Citations and notes stay with the sentence that they follow.
        "他写道：“走吧。”（双雪涛 18）|此外，她也来了。",
        "她也来了。[1]|后来呢？②|他走了。①|她也走了。",
        "他笑了。（《摩西》，2015年）|她没有。|（1999年他回来过。）|天黑了。",
        # White space goes with the sentence before it.
        "他走了。　　|她来了。 |天黑了。",
        "那招‘羚羊挂角’。”|他说。",
        "他说：‘好。’。”|她说：“走！”……|他走了。",
        "他走了. |好. |她来了.",
        "“俗语说：‘与人方便，自己方便。 ’|不过这话不假。”|他说。",
    ],
)
def test_chinese(marked: str) -> None:
    check("zh-Hans", marked)


@pytest.mark.parametrize(
    "marked",
    [
        "He went. |She stayed! |Did they? |No.",
        "Mr. and Mrs. Smith met Dr. B.Y. Zou, Prof. J. A. Wu and George W. Bush.",
        "See vol. 3, no. 2, pp. 4-5, ch. XII, Fig. 3. |No. 5 is here. |Is it? |No. |He left.",
        "He read widely, e.g. Smith, i.e. A. Smith, cf. Jones. |Then he slept.",
        "At 5 a.m. he rose. |At 5 p.m. |He ate.",
        "In the U.S. Army he rose. |He lived in the U.S. |He left. |So do I. |Harry too.",
        "St. John lived on Main St. |He left Apple Inc. |The firm is in Washington D.C. |It grew.",
        "I. M. Pei built it. |World War I. |The war ended.",
        "On Jan. 5 he left. |It cost 3.14 dollars, or 1,000.50. |See www.a.example/b.html or https://a.example/c?d=E!f.",
        # Quotations.
        '"Go," he said. |"Go now."',
        '"Go!" he said. |"Good morning!" |Harry exclaimed.',
        'He said, "Go. |Go now!" and left.',
        "“It’s late.” |“Is it?” |‘It is,’ said he. |'No. |Never.' |'Why?' he asked.",
        '"And the rumors—" |"Most of them are true." |She paused—"Go"—and left.',
        "'It was one o'clock A.M.' |'So precise!'",
        "'Mr. Wu is out,' he said. |'Where?'",
        'He read the "Manifesto." |She did not.',
        # A citation stays with its quotation.
        'They "give way to you." (Shuang 18) |Moreover, the "metaphor" (Shuang 44) grows.',
        "He went home. (Shuang 18) |She stayed.",
        'He called it "home" (Shuang 18). |She did not.',
        '"Fine." |(He smiled.) |Then he left.',
        "He left.[1] |She stayed.² |They met.”3 |Then they went.",
        # Parentheses.
        "He (who? nobody knows!) went home. |She stayed.",
        "(He left. |She stayed.) |They met.",
        "He went (see Fig. 3. and others) home. |She stayed.",
        "(Was it so?) |He left. |(Was it so?) he asked.",
        "He cut [. . .] the rest. |[…] He left.",
        # Ellipses.
        "He paused . . . and went. |He paused. . . . |Then he went. |Well... |He went. |I... I went.",
        "He said...nothing. |Nothing…more.",
        # Numbered items.
        "1. He went. |2. She came. |A. First. |IV. Fourth.",
        "The year was 1990. |He was 5. |She was No. 1. |They met.",
        # Full-width marks, and marks of two kinds.
        "He asked 怎么办？|She said 好。|They left.",
        "What?! |No! . . . |Yes.",
        'He cried "Go!". |She went.',
        # A line break ends a sentence, with or without a stop.
        "Shall I compare thee to a summer’s day?\n|Thou art more lovely\n\n|and more temperate",
        "\n He went.\r\n|She stayed.",
    ],
)
def test_english(marked: str) -> None:
    check("en", marked)


@pytest.mark.parametrize(
    ("tag", "marked"),
    [
        ("de", "Das ist z. B. Dr. Faust. |„Wirklich?“ |Ja."),
        ("de", "Er kam am 3. Mai. |Es war der 3. |Der Mann ging. |Nr. 5 kam z.B. nicht."),
        ("de", "»Ja!«, sagte er. |„Komm!“ |Er kam usw. |Das war 1990. |Dr. h. c. Müller u. a. kamen."),
        ("de", "Kaiser Wilhelm II. kam. |Die 2. Auflage erschien."),
        ("fr", "Il dit : « Viens ! » |Elle vint. |« Non ? » demanda-t-il."),
        ("fr", "M. Dupont et Mme Curie, etc. |Puis il partit. |— Oui. |— Non ! s’écria-t-elle."),
        ("fr", "J.-P. Sartre mourut en av. J.-C. |Il est 4 h. du matin."),
        ("es", "¿Qué? |¡Vamos! |—¡Ven! —dijo él. |El Sr. García vive en EE. UU. |Pero no. |Vea pág. 3."),
        ("it", "Il sig. Rossi disse: «Vieni!» |Poi andò. |Il dott. Bianchi legge ecc. |È vero? |Sì."),
        ("pt", "O Sr. Silva disse: “Vem!” |Depois foi. |Cf. pág. 3. |A Dra. Ana veio."),
        ("ru", "Он жил на ул. Ленина, д. 5. |Это было в 1990 г. |Потом он уехал."),
        ("ru", "И т. д. и т. п. |«Да!» — сказал он. |— Почему? — спросила она. |А. С. Пушкин писал."),
        ("ja", "「行くよ。」|ところが彼は来ない。|彼は「はい。」と答えた。|『走れ！』は本だ。"),
        ("ja", "「行く。|帰る。」と彼は言った。|えっ？　|本当！|そう…。|彼は……と言った。|1.5倍。"),
        ("ko", "그는 갔다. |“가자!” |그녀가 말했다. |“왜?”라고 물었다. |“그래.” |이 사람은 갔다."),
    ],
)
def test_other_languages(tag: str, marked: str) -> None:
    check(tag, marked)


@pytest.mark.parametrize(
    ("tag", "marked"),
    [
        ("zh", "“你来了？”他问。|她点点头。"),
        ("zh", "“走吧。快走！”老王笑着喊道。|他们走了。"),
        ("zh", "“走吧。”|老王喊道：“快走！”|他们走了。"),
        ("zh", "他说：“走吧。我们走。”|她走了。"),
        ("zh", "“走吧。”|她走了，没有说话。"),
        ("zh", "「『走！』他說。」|她笑了。"),
        ("zh", "“我没有关上引号。|后来的事谁也不知道。\n|“这是另一段。”"),
        ("en", '"Good morning!" Harry exclaimed. |He left.'),
        ("en", '"Go," he said. "Go now." |Then she left.'),
        ("en", '"Go," he said. "Go now." |"Why?"'),
        ("en", '"What?" she asked. |"No." |He said, "Go. Go now!" and left.'),
        ("en", 'They "give way to you." (Shuang 18) |Moreover, the "metaphor" grows. |He left.'),
        ("en", 'to you." (Shuang 18) |Moreover, the "metaphor" grows. |He left.'),
        ("en", "'No. Never,' he said. 'Don't go.' |'Why?' she asked."),
        ("en", "“I don’t know,” he said. “It’s—” |“What?”"),
    ],
)
def test_speech_is_kept_whole(tag: str, marked: str) -> None:
    check(tag, marked, SPEECH)


# Characters on which the scanner turns, in any order.
NOISE = st.text(alphabet="aB1.。！?!…—-,，:\"'“”‘’「」『』()（）《》[]«» \n\r\u3000他说的Mr", max_size=80)


@given(NOISE | st.text(max_size=80), st.sampled_from(known_languages()), st.sampled_from(Policy))
def test_spans_tile_the_text(text: str, tag: str, policy: Policy) -> None:
    spans = list(split(text, rules_for(tag), policy))
    assert "".join(span.of(text) for span in spans) == text
    assert all(len(span) for span in spans)
    assert all(a.end == b.start for a, b in pairwise(spans))


@given(NOISE, st.sampled_from(known_languages()))
def test_only_the_first_sentence_begins_with_white_space(text: str, tag: str) -> None:
    later = [span.of(text) for span in split(text, rules_for(tag))][1:]
    assert all(not sentence[0].isspace() for sentence in later)


@given(NOISE, st.sampled_from(known_languages()))
def test_speech_cuts_nowhere_but_where_fine_does(text: str, tag: str) -> None:
    fine, speech = ({span.end for span in split(text, rules_for(tag), policy)} for policy in (FINE, SPEECH))
    assert speech <= fine


@given(st.lists(NOISE, min_size=1, max_size=4), st.sampled_from(known_languages()))
def test_lines_do_not_change_each_other(lines: list[str], tag: str) -> None:
    rules = rules_for(tag)
    whole = [line.replace("\n", "").replace("\r", "").strip() for line in lines]
    apart = [span.of(line).strip() for line in whole for span in split(line, rules)]
    text = "\n".join(line for line in whole if line)
    assert [span.of(text).strip() for span in split(text, rules)] == apart


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        ". ",
        "(",
        "(a",
        "( (x)(x)",
        '"',
        '".',
        "A. ",
        "1. ",
        " ",
        "\n",
        "“",
        "“a”。",
        "《",
        "他走了，",
        "…”",
        "x. (1",
        "。”的",
        "x“a。”",
        "1 a. 1",
        "A. «",
    ],
)
@pytest.mark.parametrize("policy", list(Policy))
def test_time_is_linear(piece: str, policy: Policy) -> None:
    """Ten times the text takes about ten times as long, not a hundred times; the bound leaves room for noise."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        assert sum(len(span) for span in split(text, rules_for("zh"), policy)) == len(text)
        return time.process_time() - start

    small, large = (min(seconds(size) for _ in range(3)) for size in (4_000, 40_000))
    assert large < 40 * small + 0.05


def document(*blocks: Block, language: str = "zh-Hans", notes: tuple[Block, ...] = ()) -> Document:
    division = Division(id=DivisionId("d.c1"), level=1, blocks=blocks)
    return Document(id=DocumentId("d"), language=LanguageTag(language), divisions=(division,), notes=notes)


def block(id_: str, text: str, kind: BlockKind = BlockKind.PARAGRAPH, language: str | None = None) -> Block:
    return Block(id=BlockId(id_), kind=kind, text=text, language=LanguageTag(language) if language else None)


def test_segment_fills_blocks_and_notes() -> None:
    given_ = document(
        block("d.c1.p1", "第一章。风雪", BlockKind.HEADING),
        block("d.c1.p2", " 他走了。 她来了。"),
        block("d.c1.p3", "He left. Mr. Wu stayed.", language="en-GB"),
        block("d.c1.p4", "Veni. Vidi.", language="la"),
        block("d.c1.p5", "  "),
        notes=(block("d.n1", "见上。见下。", BlockKind.NOTE),),
    )
    found = segment(given_)
    assert [s.text for s in found.segments] == [
        *("第一章。风雪", "他走了。", "她来了。", "He left.", "Mr. Wu stayed.", "Veni.", "Vidi.")
    ]
    assert [s.id for s in found.segments][:3] == ["d.c1.p1.s1", "d.c1.p2.s1", "d.c1.p2.s2"]
    assert [s.text for s in found.notes[0].segments] == ["见上。", "见下。"]
    assert segment(found) == found


def test_segment_keeps_what_the_file_gives() -> None:
    once = segment(document(block("d.c1.p1", "“走。”他说。")), SPEECH)
    assert [s.text for s in segment(once, FINE).segments] == ["“走。”他说。"]


def test_segment_refuses_a_language_without_rules() -> None:
    with pytest.raises(UnknownLanguage, match=r"^There are no rules for the language 'la'; known are de, "):
        segment(document(block("d.c1.p1", "Veni."), language="la"))


ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpora" / "mac-dev"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the gold bitext is not here")
def test_gold_floors() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "segment.py"), "--corpus", str(CORPUS), "--json"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
    assert figures["corpus zh fine"]["f1"] >= 0.985
    assert figures["corpus en fine"]["f1"] >= 0.995
