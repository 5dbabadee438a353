"""Draw docs/page.png, a page of the example's EPUB as a browser shows it: `python -m docs.make_picture`.

Chromium and the Noto CJK fonts must be installed: `apt-get install chromium fonts-noto-cjk`.
"""

import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from bitext.errors import DuizhaoError, InvalidOutput, MissingDependency
from output.epub import to_epub
from output.options import ExportOptions
from pipeline.build import edition_from_toml

PICTURE: Final = Path(__file__).with_name("page.png")
EDITION: Final = PICTURE.parents[1] / "examples" / "chimney" / "edition.toml"
PAGE: Final = "EPUB/text/c001.xhtml"
SIZE: Final = "700,671"  # CSS pixels
LARGEST: Final = 150_000  # bytes: it is in the repository for good

# What a reading system adds around the page.
_MARGINS: Final = "\nbody { margin: 1.5em 3.5em; line-height: 1.5; }\n"


def main() -> None:
    """Make the picture anew.  Raises `MissingDependency` without Chromium, `InvalidOutput` if it grew too large."""
    book = to_epub(edition_from_toml(EDITION), ExportOptions())
    with tempfile.TemporaryDirectory() as folder:
        drawn = _drawn(book, Path(folder))
    if len(drawn) > LARGEST:
        raise InvalidOutput(f"The picture has {len(drawn)} bytes, more than {LARGEST}; draw less of the page.")
    PICTURE.write_bytes(drawn)


def _drawn(book: bytes, folder: Path) -> bytes:
    browser = shutil.which("chromium")
    if browser is None:
        raise MissingDependency("There is no chromium; install it with: apt-get install chromium")
    with ZipFile(BytesIO(book)) as archive:
        archive.extractall(folder)
    with (folder / "EPUB/css/book.css").open("a", encoding="utf-8") as stylesheet:
        stylesheet.write(_MARGINS)
    picture = folder / "page.png"
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={SIZE}", f"--screenshot={picture}"]
    command = [browser, *options, (folder / PAGE).as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own page
    return picture.read_bytes()


if __name__ == "__main__":
    try:
        main()
    except DuizhaoError as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(error.exit_code) from error
