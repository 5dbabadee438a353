"""All families of checks that need no glossary; those of terms are made with one, by `glossary.checks.terms`.

To add a family: write its module with a `FAMILY`, and a line here.
"""

from typing import Final

from glossary.checks import consistency, names, numbers, punctuation, script, spaces
from glossary.checks.contract import Family

FAMILIES: Final[tuple[Family, ...]] = (
    numbers.FAMILY,
    punctuation.FAMILY,
    spaces.FAMILY,
    consistency.FAMILY,
    script.FAMILY,
    names.FAMILY,
)
