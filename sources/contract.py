"""What a reader is given, and what it answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from bitext.drafts import Drafted
from bitext.languages import LanguageTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is known of a file beside its bytes."""

    name: str  # for messages, and for its suffix
    id: str = ""  # of the document that is wanted: it tells between several texts in one file
    format: str | None = None  # as the user names it; None: to be found
    language: LanguageTag | None = None
    encoding: str | None = None
    segmented: bool = False  # one sentence a line
    markup: bool | None = None  # asterisks mean emphasis; None: as the format has it
    headings: tuple[
        re.Pattern[str], ...
    ] = ()  # what headings look like, the highest first; none: as the language has it
    verbatim: bool = False  # running heads, page numbers and hyphens at line ends stay in the text
    sheet: str = ""  # of a workbook; empty: to be found

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a reader does not take a file: a clause that begins in lower case and has no full stop."""

    reason: str


Reader = Callable[[bytes, Request], Drafted | Declined]

Beside = Callable[[str], bytes]
"""The bytes of the file of that name in the folder of the file that names it."""
