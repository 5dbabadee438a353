"""Specimens made by code, so that they can be read, and the questions that all laws of reading ask."""

import io
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence

from bitext.documents import Document, DocumentId, MarkKind
from bitext.drafts import Draft, Drafted
from bitext.languages import LanguageTag
from sources import read
from sources.contract import Declined, Reader, Request
from sources.outline import heading_patterns

EN = LanguageTag("en")
ZH = LanguageTag("zh-Hans")


def drafted(
    reader: Reader,
    data: bytes | str,
    name: str,
    *,
    language: LanguageTag | None = None,
    markup: bool | None = None,
    segmented: bool = False,
    encoding: str | None = None,
    headings: Sequence[str] = (),
    verbatim: bool = False,
) -> Drafted:
    """What a reader makes of a file that it takes."""
    request = Request(
        name=name,
        language=language,
        markup=markup,
        segmented=segmented,
        encoding=encoding,
        headings=heading_patterns(headings),
        verbatim=verbatim,
    )
    result = reader(data.encode() if isinstance(data, str) else data, request)
    assert isinstance(result, Drafted), result.reason
    return result


def declined(reader: Reader, data: bytes | str, name: str) -> str:
    """Why a reader does not take a file."""
    result = reader(data.encode() if isinstance(data, str) else data, Request(name=name))
    assert isinstance(result, Declined)
    return result.reason


def document(data: bytes | str, name: str, id_: str = "x", **options: bool | LanguageTag | None) -> Document:
    """What a file comes to in the end."""
    language = options.pop("language", None)
    markup, segmented = options.pop("markup", None), options.pop("segmented", False)
    assert language is None or isinstance(language, LanguageTag)
    return read(
        data.encode() if isinstance(data, str) else data,
        name=name,
        id=DocumentId(id_),
        language=language,
        segmented=bool(segmented),
        markup=None if markup is None else bool(markup),
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of the files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def shown(drafts: tuple[Draft, ...]) -> list[tuple[str, str]]:
    """Kind and text of each."""
    return [(draft.kind.value, draft.text) for draft in drafts]


def marks(draft: Draft) -> list[tuple[str, str, str]]:
    """Kind, words and value of each mark."""
    return [(mark.kind.value, mark.span.of(draft.text), mark.value) for mark in draft.marks]


def aside(found: Drafted) -> list[tuple[str, str]]:
    """What was set aside, and why."""
    return [(item.text, item.reason) for item in found.set_aside]


def characters(text: str) -> Counter[str]:
    """Without white space."""
    return Counter(char for char in text if not char.isspace())


def kept(found: Drafted) -> Counter[str]:
    """Every character that is in a block, a note, the value of a mark, or set aside."""
    texts = [item.text for item in found.set_aside]
    for draft in (*found.blocks, *found.notes):
        texts.append(draft.text)
        texts += [mark.value for mark in draft.marks if mark.kind in {MarkKind.RUBY, MarkKind.IMAGE, MarkKind.PAGE}]
    return characters("".join(texts))


def placed(found: Drafted, text: str) -> list[str]:
    """The input with every character blanked that a block or a thing set aside says it stands for.

    Fails where one of them says something else than the input says there, or stands out of order.
    """
    left = list(text)
    for draft in (*found.blocks, *found.notes):
        offsets = draft.origin.offsets
        assert offsets is not None
        places = [offsets.to_input(at) for at in range(len(draft.text))]
        assert places == sorted(set(places))
        for char, place in zip(draft.text, places, strict=True):
            assert char == text[place] or (char.isspace() and text[place].isspace())
            left[place] = " "
    for item in found.set_aside:
        assert item.origin.offsets is not None
        start = item.origin.offsets.to_input(0)
        assert text[start : start + len(item.text)] == item.text
        left[start : start + len(item.text)] = " " * len(item.text)
    return left
