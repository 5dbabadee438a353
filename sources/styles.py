"""What the names of paragraph styles mean, in word processors of several languages."""

import re
from dataclasses import dataclass
from typing import Final

from bitext.documents import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style says of its paragraphs."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    is_contents: bool = False  # a line of a table of contents


_HEADING: Final = re.compile(
    r"(?:heading|标题|標題|überschrift|titre|título|titolo|заголовок|見出し)[ _]?(\d)(?: ?char)?", re.IGNORECASE
)
_CONTENTS: Final = re.compile(r"(?:toc|contents|目录|目錄) ?(?:\d|heading).*", re.IGNORECASE)
# A style is one of these if its name holds the word: Word's own names, LibreOffice's, and what people call theirs.
_WORDS: Final = (
    (re.compile(r"quot|block ?text|zitat|citation|引文|引用|extract", re.IGNORECASE), BlockKind.QUOTE),
    (re.compile(r"verse|poem|poetry|vers\b|诗|詩", re.IGNORECASE), BlockKind.VERSE),
    (re.compile(r"caption|题注|題注|beschriftung|légende", re.IGNORECASE), BlockKind.CAPTION),
    (re.compile(r"bibliograph|works ?cited|reference|书目|書目|参考文献|參考文獻", re.IGNORECASE), BlockKind.REFERENCE),
    (re.compile(r"list (?:bullet|number|continue)|list ?item|列表", re.IGNORECASE), BlockKind.LIST_ITEM),
)
_TITLES: Final = frozenset({"title", "titel", "titre", "título", "标题", "標題", "表題"})


def style_named(name: str) -> Style | None:
    """What a style of that name is for; None where the name says nothing.

    >>> style_named("heading 2")
    Style(kind=<BlockKind.HEADING: 'heading'>, level=2, is_contents=False)
    >>> style_named("toc 1").is_contents, style_named("Normal")
    (True, None)
    """
    name = name.strip().replace("_20_", " ")  # LibreOffice writes spaces so
    if match := _HEADING.fullmatch(name):
        return Style(kind=BlockKind.HEADING, level=max(1, int(match[1])))
    if name.casefold() in _TITLES:
        return Style(kind=BlockKind.HEADING, level=1)
    if _CONTENTS.fullmatch(name):
        return Style(is_contents=True)
    found = next((kind for pattern, kind in _WORDS if pattern.search(name)), None)
    if found is None:
        return None
    return Style(kind=found, level=1 if found is BlockKind.LIST_ITEM else 0)
