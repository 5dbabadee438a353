"""Subtitles: cues that one sentence runs through, times as ids, tags, and files as players meet them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.languages import LanguageTag
from lang.sentences import segment
from sources.subtitles import read_srt, read_vtt
from tests.sources.making import aside, declined, document, drafted, marks, placed, shown

SRT = """1
00:00:01,000 --> 00:00:03,000
<i>That night</i>
I did not leave,

2
00:00:03,200 --> 00:00:05,000 X1:10 X2:20
{\\an8}because she came. So

3
00:00:05,100 --> 00:00:07,000
- we talked.
- No, we did not.

4
00:01:02,345 --> 00:01:04,000
<font color="#fff">He is 30 < 40.</font>
"""

VTT = """WEBVTT - a film
Kind: captions

STYLE
::cue { color: white }

NOTE who says it
is not known

intro
00:01.000 --> 00:03.000 align:start
<v Anna>Tom &amp; &quot;&oddly;&quot; <b>Jerry</b> came,

00:03.100 --> 01:00:04.000
<c.yellow>and <00:00:03.500>they left.</c>

NOTE the end
"""


def test_a_sentence_runs_through_cues() -> None:
    found = drafted(read_srt, SRT, "a.srt")
    assert shown(found.blocks) == [
        ("paragraph", "That night I did not leave, because she came. So"),
        ("paragraph", "- we talked.\n- No, we did not."),
        ("paragraph", "He is 30 < 40."),
    ]
    assert [draft.id for draft in found.blocks] == ["t00-00-01-000", "t00-00-05-100", "t00-01-02-345"]
    assert marks(found.blocks[0]) == [("emphasis", "That night", "")]
    assert aside(found)[:5] == [
        ("1", "the number of a cue"),
        ("00:00:01,000 --> 00:00:03,000", "the time of a cue"),
        ("<i>", "markup"),
        ("</i>", "markup"),
        ("2", "the number of a cue"),
    ]
    whole = segment(document(SRT, "a.srt", "en"))
    assert [(s.id, s.text) for s in whole.segments][:3] == [
        ("en.t00-00-01-000.s1", "That night I did not leave, because she came."),
        ("en.t00-00-01-000.s2", "So"),
        ("en.t00-00-05-100.s1", "- we talked."),
    ]


def test_webvtt() -> None:
    found = drafted(read_vtt, VTT, "a.vtt")
    assert shown(found.blocks) == [("paragraph", 'Tom & "&oddly;" Jerry came, and they left.')]
    assert marks(found.blocks[0]) == [("strong", "Jerry", "")]
    assert aside(found) == [
        ("WEBVTT - a film", "the header"),
        ("Kind: captions", "the header"),
        ("STYLE", "a style sheet"),
        ("::cue { color: white }", "a style sheet"),
        ("NOTE who says it", "a comment"),
        ("is not known", "a comment"),
        ("intro", "the name of a cue"),
        ("00:01.000 --> 00:03.000 align:start", "the time of a cue"),
        ("<v Anna>", "markup"),
        ("<b>", "markup"),
        ("</b>", "markup"),
        ("00:03.100 --> 01:00:04.000", "the time of a cue"),
        ("<c.yellow>", "markup"),
        ("<00:00:03.500>", "markup"),
        ("</c>", "markup"),
        ("NOTE the end", "a comment"),
    ]
    assert document(VTT, "a.txt").format == "vtt"


def cues(*texts: str, gap: int = 0) -> str:
    """Cues of a second each."""
    starts = range(0, len(texts) * (1 + gap), 1 + gap)
    return "\n".join(
        f"{number}\n00:00:{start:02},000 --> 00:00:{start + 1:02},000\n{text}\n"
        for number, (start, text) in enumerate(zip(starts, texts, strict=True), 1)
    )


def blocks(text: str, *, language: LanguageTag | None = None) -> list[str]:
    return [draft.text for draft in drafted(read_srt, text, "a.srt", language=language).blocks]


def test_where_a_block_ends() -> None:
    assert blocks(cues("I was", "there.", "He", "left.")) == ["I was there.", "He left."]
    assert blocks(cues("I was", "there.", gap=3)) == ["I was", "there."]
    assert blocks(cues("I was...", "...there.", "So...", "He left.")) == ["I was... ...there.", "So...", "He left."]
    assert blocks(cues("I was", "- Where?", "- There.")) == ["I was", "- Where?", "- There."]
    assert blocks(cues("So", "[DOOR SLAMS]", "he left.", "ANNA: No", "(It snowed.)")) == [
        "So",
        "[DOOR SLAMS]",
        "he left.",
        "ANNA: No",
        "(It snowed.)",
    ]
    assert blocks(cues(*["and"] * 13, *["so."] * 13))[0] == " ".join(["and"] * 12)


def test_chinese_subtitles_without_stops_keep_their_cues() -> None:
    zh = LanguageTag("zh-Hans")
    assert blocks(cues("那天晚上", "我没有走\n她来了"), language=zh) == ["那天晚上", "我没有走\n她来了"]
    assert blocks(cues("<i>那天晚上</i>", "我没有走。\n她来了。"), language=zh) == ["那天晚上我没有走。她来了。"]


def test_one_cue_is_a_sentence_where_the_file_is_segmented() -> None:
    found = document(cues("I was", "there. So was he."), "a.srt", language=LanguageTag("en"), segmented=True)
    assert [segment.text for segment in found.segments] == ["I was", "there. So was he."]


def test_what_players_read() -> None:
    text = "00:01,5 --> 00:02.5\r\nIt was\r\n2\r\n1:00:03:000 -> 1:00:04:000\r\n1984.\r\n\r\nA good year.\r\n\r\n"
    found = drafted(read_srt, text, "a.srt", language=LanguageTag("en"))
    assert shown(found.blocks) == [("paragraph", "It was"), ("paragraph", "1984. A good year.")]
    assert [draft.id for draft in found.blocks] == ["t00-00-01-500", "t01-00-03-000"]


def test_two_cues_at_one_time() -> None:
    same = "1\n00:00:01,000 --> 00:00:03,000\nOne.\n\n2\n00:00:01,000 --> 00:00:03,000\nTwo.\n"
    assert [block.id for block in document(same, "a.srt", language=LanguageTag("en")).blocks] == [
        "x.t00-00-01-000",
        "x.t00-00-01-000.2",
    ]


def test_encodings_and_readings() -> None:
    text = cues("那天晚上我没有走，她来了。", "雪下了一夜，没有人送他。")
    assert document(text.encode("gb18030"), "a.srt").encoding == "gb18030"
    ruby = "WEBVTT\n\n00:01.000 --> 00:02.000\n<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>です。"
    found = drafted(read_vtt, ruby, "a.vtt")
    assert shown(found.blocks) == [("paragraph", "漢字です。")]
    assert marks(found.blocks[0]) == [("ruby", "漢", "かん"), ("ruby", "字", "じ")]


@pytest.mark.parametrize("text", ["Once upon a time.", "1\n2\n3\n", "1984\n\nIt was 00:01 --> no"])
def test_what_is_no_subtitle(text: str) -> None:
    assert declined(read_srt, text, "a.srt") == "it does not begin with the number and the times of a cue"
    assert declined(read_vtt, text, "a.vtt") == "it does not begin with WEBVTT"


TAGS = ("<i>", "</i>", "<b>", "{\\an8}", "<v Tom>", "<ruby>", "<rt>", "</rt>", "&amp;")
LINES = ("7\n", "\n", "\n\n", "NOTE x\n", "\nNOTE y\n", "\n00:00:09,000 --> 00:00:10,000\n")
pieces = st.lists(
    st.sampled_from((*TAGS, *LINES, "a", "他", "。", ".", "...", "- ", " ", "<3", "1", "\x01")), max_size=12
).map("".join)


@given(st.lists(pieces, min_size=1, max_size=5), st.booleans())
def test_no_character_is_lost(texts: list[str], is_vtt: bool) -> None:
    content = ("WEBVTT\n\n" if is_vtt else "") + cues(*texts)
    found = drafted(read_vtt if is_vtt else read_srt, content, "a.srt", language=LanguageTag("en"), encoding="utf-8")
    if "&amp;" not in content and "<rt>" not in content:
        assert not "".join(placed(found, content)).strip()
    assert all(draft.text.strip() for draft in found.blocks)
