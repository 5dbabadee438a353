"""Which encoding a file is in, and what becomes of bytes that are not in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import WrongEncoding
from sources.contract import Declined
from sources.encodings import BadBytes, Decoded, decode

STORY = "那天晚上我没有走。她说：“烟囱就要拆了，我们去看一看吧。”"
TRADITIONAL = "那天晚上我沒有走。她說：「煙囪就要拆了，我們去看一看吧。」"
SAMPLES = [
    (STORY, "utf-8"),
    (STORY, "utf-8-sig"),
    (STORY, "gb2312"),
    (STORY, "gbk"),
    (STORY + "㐀𠮷", "gb18030"),
    (TRADITIONAL, "big5"),
    (TRADITIONAL + "嘅啲", "big5hkscs"),
    (STORY, "utf-16"),
    (STORY, "utf-16-le"),
    (STORY, "utf-16-be"),
    ("The chimney stood for forty years.\n", "utf-16-le"),
    (STORY, "utf-32"),
    ("彼は家に帰った。そして、静かに窓を開けた。", "shift_jis"),
    ("彼は家に帰った。そして、静かに窓を開けた。", "euc_jp"),
    ("그는 집으로 돌아갔다. 그리고 창문을 열었다.", "euc_kr"),
    ("Он пришёл домой вечером и закрыл окно.", "cp1251"),
    ("Он пришёл домой вечером и закрыл окно.", "koi8_r"),
    ("Über den Dächern stand für immer der Schornstein.", "latin-1"),
    ("“L’été,” dit-elle, «à côté»…", "cp1252"),
    ("Shuang Xuetao (双雪涛) wrote it.", "gbk"),
    ("", "utf-8"),
]


@pytest.mark.parametrize(("text", "encoding"), SAMPLES)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), name="story.txt")
    assert isinstance(decoded, Decoded)
    assert (decoded.text, decoded.faults) == (text, ())


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_utf_8_is_always_utf_8(text: str) -> None:
    decoded = decode(text.encode(), name="story.txt")
    assert isinstance(decoded, Decoded)
    assert decoded.text == text.removeprefix("\ufeff")


@given(st.integers(0, 199), st.sampled_from([b"\xff", b"\xc0", b"\xe4"]))
def test_one_bad_byte_in_utf_8_is_told_with_its_place(at: int, byte: bytes) -> None:
    good = (STORY * 200).encode()
    offset = at * len(STORY.encode())
    decoded = decode(good[:offset] + byte + good[offset:], name="story.txt")
    assert isinstance(decoded, Decoded)
    assert decoded.encoding == "utf-8"
    assert decoded.faults == (BadBytes(position=at * len(STORY), offset=offset, data=byte),)
    assert decoded.text.replace("\ufffd", "") == STORY * 200


def test_a_file_that_was_cut_off_in_a_character() -> None:
    decoded = decode((STORY * 9).encode("gbk")[:-1], name="story.txt")
    assert isinstance(decoded, Decoded)
    assert decoded.encoding == "gb18030"
    assert [fault.offset for fault in decoded.faults] == [len((STORY * 9).encode("gbk")) - 2]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4, b"\x01\x02\x03\x04\x05" * 9])
def test_what_is_no_text_is_declined(data: bytes) -> None:
    assert isinstance(decode(data, name="picture.png"), Declined)


def test_the_reason_names_what_was_found() -> None:
    assert decode(b"GIF89a\0\0\x01\0\xff\0\x07" * 3, name="x") == Declined(
        "there are NUL bytes in it, so it is no text"
    )
    assert decode(b"\x01\x02\x03\x04", name="x") == Declined("there are control characters in it, so it is no text")


def test_an_encoding_that_is_given_is_used() -> None:
    assert decode("été".encode("cp1251", "ignore") + b"\xe9", name="a.txt", encoding="cp1251") == Decoded(
        "tй", "cp1251"
    )
    assert decode(STORY.encode("gbk"), name="a.txt", encoding="gb2312") == Decoded(STORY, "gb18030")
    assert decode(STORY.encode("utf-8-sig"), name="a.txt", encoding="utf-8") == Decoded(STORY, "utf-8")
    assert decode(STORY.encode("utf-16"), name="a.txt", encoding="utf-16") == Decoded(STORY, "utf-16")


def test_an_encoding_that_does_not_fit() -> None:
    with pytest.raises(WrongEncoding) as caught:
        decode(STORY.encode("gbk"), name="story.txt", encoding="utf-8")
    assert str(caught.value) == (
        "story.txt is not utf-8: byte 0xC4 at offset 0 does not fit; name another encoding, or none to have it found."
    )


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13"])
def test_an_encoding_that_is_none(name: str) -> None:
    with pytest.raises(WrongEncoding) as caught:
        decode(b"text", name="story.txt", encoding=name)
    assert str(caught.value) == f"{name!r} is not the name of an encoding; write one like utf-8, gb18030 or big5."


def test_a_byte_order_mark_that_lies() -> None:
    with pytest.raises(WrongEncoding) as caught:
        decode(b"\xff\xfea" + b"\xd8\0" * 9, name="story.txt")
    assert str(caught.value).startswith("story.txt is not utf-16-le: byte ")


def test_bytes_in_no_encoding() -> None:
    with pytest.raises(WrongEncoding) as caught:
        decode(b"text " + b"\x98\x81\xff\x8d\x8f" * 20, name="story.txt")
    assert str(caught.value) == (
        "story.txt is text in no encoding that is known here (UTF-8, GB18030, Big5, UTF-16 and others): the first "
        "odd byte is 0x98 at offset 5; name its encoding, or save it as UTF-8."
    )
