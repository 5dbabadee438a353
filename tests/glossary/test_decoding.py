"""Short files: a line or two are enough to tell GBK from Big5, and no encoding of other scripts is guessed."""

import pytest

from bitext.errors import UnreadableInput, WrongEncoding
from glossary.decoding import text_of


@pytest.mark.parametrize(
    ("text", "codec"),
    [("双雪涛,Shuang Xuetao\n", "gbk"), ("烟囱,stack\n", "gb18030"), ("沈從文,Shen Congwen\n", "big5")],
)
def test_one_line(text: str, codec: str) -> None:
    assert text_of(text.encode(codec), name="a.csv") == text


def test_control_characters_of_utf_8_are_the_cells_own() -> None:
    assert text_of(b"a\x01\x02\x03\x04,b\n", name="a.csv") == "a\x01\x02\x03\x04,b\n"


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (
            "снег,snow\nчасовня,chapel\nплощадь,square\n".encode("koi8-r"),
            WrongEncoding,
            "a.csv is not UTF-8 from byte 0 on; save it as UTF-8.",
        ),
        ("雪\n".encode() * 200 + b"\xff", WrongEncoding, "a.csv is not UTF-8 from byte 800 on; save it as UTF-8."),
        (b"\xff\xfea\0\0\0", UnreadableInput, "a.csv is no text: there are NUL or control characters in it."),
    ],
)
def test_what_is_refused(data: bytes, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as caught:
        text_of(data, name="a.csv")
    assert str(caught.value) == message
