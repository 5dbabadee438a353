"""The version of the package, in the one place where it is written: the build reads it from here too."""

from typing import Final

VERSION: Final = "0.1.0"
