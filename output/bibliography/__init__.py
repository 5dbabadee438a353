"""The works cited of an article as CSL-JSON, BibTeX and RIS, for reference managers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bitext.articles import Reference
from output.bibliography.bibtex import write_bibtex
from output.bibliography.csl import write_csl
from output.bibliography.ris import write_ris

BIBLIOGRAPHIES: Final[Mapping[str, Callable[[Sequence[Reference]], bytes]]] = {
    "csl": write_csl,
    "bibtex": write_bibtex,
    "ris": write_ris,
}
"""The writers by the names that `--format` takes."""

__all__ = ["BIBLIOGRAPHIES"]
