"""Pictures: what they are by their bytes, and drawings without anything that runs or is fetched."""

import pytest

from sources.pictures import harmless_drawing, kind_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {0}>{1}</svg>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        (b"RIFF....WAVE", None),
        (b"BM", None),
        (b"II*\0", None),
        (b"<svg/>", None),
    ],
)
def test_kinds(data: bytes, kind: str | None) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        ("", "<script>alert(1)</script>"),
        ('onload="alert(1)"', ""),
        ("", '<a xlink:href="https://example.org"><path d=""/></a>'),
        ("", '<image href="https://example.org/a.png"/>'),
        ("", "<style>@import 'https://example.org/a.css';</style>"),
        ("", '<rect style="fill: url(https://example.org/#a)"/>'),
        ("", '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
        ("", '<set attributeName="href" to="javascript:alert(1)"/>'),
    ],
)
def test_what_runs_or_is_fetched_is_taken_out(attributes: str, inside: str) -> None:
    made = harmless_drawing(SVG.format(attributes, inside).encode())
    assert made is not None
    assert not any(word in made for word in (b"alert", b"example", b"foreignObject", b"onload"))


def test_what_is_drawn_stays() -> None:
    inside = (
        '<style>.a { fill: url(#g) }</style><defs><linearGradient id="g"/></defs><use xlink:href="#g"/>'
        '<text xml:lang="zh">烟囱</text><image href="data:image/png;base64,AAAA"/>'
    )
    made = harmless_drawing(SVG.format('viewBox="0 0 1 1"', inside).encode())
    assert made is not None
    kept = ("viewBox", "linearGradient", 'xlink:href="#g"', "烟囱", "data:image/png", "url(#g)")
    assert all(word in made.decode() for word in kept)


@pytest.mark.parametrize("data", [b"", b"<html/>", b"<svg", b"\0\1\2"])
def test_what_is_no_drawing(data: bytes) -> None:
    assert harmless_drawing(data) is None
