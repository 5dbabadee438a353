"""Write docs/problems.md from the parser's own table of codes: `python -m docs.make_problems`."""

from pathlib import Path
from typing import Final

from sources.article.problems import CODES

PAGE: Final = Path(__file__).with_name("problems.md")

_INTRODUCTION: Final = """\
# What can be wrong with an article

Made from the parser's own table by `python -m docs.make_problems`; a test keeps it current.

`duizhao parse` ends with what an editor of the article should look at. Each finding has a code that is never given to
anything else, a sentence, a place and, where there is one, a remedy. A warning is probably a mistake, a note may be.
Nothing is corrected, and what is not known is not guessed.

| code | what | severity |
|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = (f"| {code} | {what} | {severity} |\n" for code, (what, severity) in CODES.items())
    return _INTRODUCTION + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
