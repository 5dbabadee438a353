"""The headings that divide a scholarly text: notes, works cited, and what is neither."""

import re
from typing import Final

WORKS_CITED: Final = re.compile(
    r"(?:\d+\.?\s*)?(?:list\s+of\s+)?(?:(?:selected|select|annotated|主要)\s*)?(?:works?\s+(?:cited|consulted)|references?(?:\s+(?:cited|list))?"
    r"|references|reference\s+list|bibliograph(?:y|ies)|literature\s+cited|cited\s+works|sources\s+cited"
    r"|filmography|references\s+and\s+notes|literatur(?:verzeichnis)?|références|bibliographie|参考文献|參考文獻|引用文献|引用文獻|引用书目|引用書目|征引书目|徵引書目|徵引文獻|参考书目|參考書目|引用资料|引用資料)\s*[:：.]?",
    re.IGNORECASE,
)
"""The heading of the works cited, without marks around it."""

NOTES: Final = re.compile(
    r"(?:(?:end|foot)?notes?|注释|註釋|注釋|尾注|脚注|腳註|附注|附註|注|註)\s*[:：]?", re.IGNORECASE
)
"""The heading of footnotes or endnotes."""

OTHER: Final = re.compile(
    r"abstract|key\s?words|introduction|conclusions?|acknowledge?ments?|funding|appendix.{0,40}|about\s+the\s+authors?"
    r"|author\s+(?:biography|bio|note)|biograph(?:y|ies)|notes?\s+on\s+(?:the\s+)?contributors?|contributors?|glossary"
    r"|disclosure.{0,30}|摘要|关键词|關鍵詞|作者简介|作者簡介|致谢|致謝|附录|附錄|结语|結語|结论|結論",
    re.IGNORECASE,
)
"""The heading of another part of an article, which ends the notes or the works cited."""
_LONGEST: Final = 90  # characters of a heading
_ENOUGH: Final = 200  # characters before the works cited that tell the language without them


def bare_heading(title: str) -> str:
    """A heading without the brackets, and the spaces between its characters, that only set it off.

    >>> bare_heading("[参 考 文 献]"), bare_heading("Works Cited")
    ('参考文献', 'Works Cited')
    """
    whole = re.fullmatch(r"[\[【［〔](.*)[\]】］〕]", title)
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", whole[1] if whole else title).strip()


def running_text(text: str) -> str:
    r"""What stands before the list of works cited, line by line; all of it where that is next to nothing.

    >>> running_text("It is so.\nReferences\n王. 书[M].") == "It is so.\nReferences\n王. 书[M]."
    True
    >>> running_text("It is so. " * 30 + "\nReferences\n王. 书[M].").endswith("so. ")
    True
    """
    at = 0
    cut = len(text)
    for line in text.splitlines(keepends=True):
        if len(line) <= _LONGEST and WORKS_CITED.fullmatch(bare_heading(line.strip().strip("*#").strip())):
            cut = at
        at += len(line)
    return text[:cut].rstrip("\n") if cut >= _ENOUGH else text
