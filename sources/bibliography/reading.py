"""Which of the three formats a bibliography is in: the content decides, not the suffix."""

import re
from typing import Final

from bitext.articles import Reference
from bitext.errors import UnreadableInput
from sources.bibliography.bibtex import read_bibtex
from sources.bibliography.csl import read_csl
from sources.bibliography.ris import read_ris
from sources.contract import Declined
from sources.encodings import decode

_RIS: Final = re.compile(r"^TY {2}- ", re.MULTILINE)
_BIBTEX: Final = re.compile(r"^\s*@\s*\w+\s*[{(]", re.MULTILINE)


def read_bibliography(data: bytes, *, name: str) -> tuple[Reference, ...]:
    """The works of a bibliography in their order, with the keys that the file gives them.

    A key that the file has twice stays twice: which of the two is meant, only a person can say.
    Raises `UnreadableInput` with the line where the file breaks its format, and `WrongEncoding`.

    >>> data = b"@book{a, author = {Arden, Lena}, title = {The Flue}, year = 2001}"
    >>> [(work.key, work.title, work.year) for work in read_bibliography(data, name="refs.bib")]
    [('a', 'The Flue', 2001)]
    """
    decoded = decode(data, name=name)
    if isinstance(decoded, Declined):
        raise UnreadableInput(f"{name!r} is no bibliography: {decoded.reason}.")
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip().startswith(("[", "{")):
        return read_csl(text, name=name)
    if _RIS.search(text):
        return read_ris(text, name=name)
    if _BIBTEX.search(text):
        return read_bibtex(text, name=name)
    raise UnreadableInput(
        f"{name!r} is no bibliography: it has neither a JSON list (CSL-JSON), nor an entry with @ (BibTeX), "
        "nor a line with TY  - (RIS); export it again as one of the three."
    )
