"""Whether a hyphen at the end of a line belongs to the word, or was put there to divide it."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DIVIDED: Final = re.compile(r"([^\W\d_]+)-\Z")
_SOFT: Final = "\u00ad"
# English endings that are no words, so that no compound has them as its second part.
_ENDING: Final = re.compile(
    "abl[ey]|ances?|ations?|ative|ibl[ey]|ically|ings?|ision|it(?:y|ies)|i[sz]ation|ments?|ness(?:es)?|"
    "[st]ions?|tional|tive(?:ly)?|ously|tures?"
)


@dataclass(frozen=True)
class Hyphens:
    """The judge for one text; the text's own words are the lexicon.

    >>> hyphens = Hyphens("The information, the trans-corporeal")
    >>> hyphens.kept("infor-", "mation"), hyphens.kept("trans-", "corporeal"), hyphens.kept("self-", "esteem")
    (False, True, True)
    """

    text: str
    verbatim: bool = False  # every hyphen stays

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.text.casefold()))

    def kept(self, before: str, after: str) -> bool:
        """Whether the hyphen stays when the line `before`, which ends in one, is joined with `after`."""
        if self.verbatim:
            return True
        if before.endswith(_SOFT):
            return False
        first, second = _DIVIDED.search(before.casefold()), _WORD.match(after)
        if first is None or second is None or not second[0].islower():
            return True
        if first[1] + second[0] in self._words:
            return False
        return f"{first[1]}-{second[0]}" in self._words or not _ENDING.fullmatch(second[0])
