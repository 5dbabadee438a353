"""How well the entries of works cited are read: `python benchmarks/entries.py [--entries DIR] [--differences]`.

DIR has a file for each style: a list of objects with `entry`, the text with asterisks around italics, and the fields
that it must give.  A field is right when it has the same letters and digits as the label.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sources
from bitext.articles import Reference
from bitext.documents import DocumentId
from bitext.languages import LanguageTag
from sources.article import read_article
from sources.article.names import letters

ENGLISH: Final = LanguageTag("en")
ENTRIES: Final = Path("tests/sources/article/entries")
_OTHER_NAMES: Final = {"type": "kind", "more": "more_authors"}


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled field of one entry, and what was read."""

    style: str
    entry: str
    name: str
    wanted: str
    found: str

    @property
    def is_right(self) -> bool:
        """Whether letters and digits are the same."""
        return self.wanted == self.found or letters(self.wanted) == letters(self.found) != ""


def fields(directory: Path) -> Iterator[Field]:
    """Every labelled field, file by file."""
    for path in sorted(directory.glob("*.json")):
        for labelled in json.loads(path.read_text(encoding="utf-8")):
            reference = read_entry_alone(labelled["entry"])
            for name, wanted in labelled.items():
                if name != "entry":
                    yield Field(path.stem, labelled["entry"], name, _shown(wanted), _value(reference, name))


def read_entry_alone(entry: str) -> Reference | None:
    """The entry as the only one of a list."""
    text = f"One sentence.\n\nWorks Cited\n\n{entry}\n"
    document = sources.read(text.encode(), name="entry.txt", id=DocumentId("entry"), language=ENGLISH, markup=True)
    references = read_article(document).references
    return references[0] if len(references) == 1 else None


def _value(reference: Reference | None, name: str) -> str:
    if reference is None:
        return "not one entry"
    if name == "authors":
        return _shown([person.inverted for person in reference.authors])
    if name == "original_title":
        return reference.original_title.text if reference.original_title else ""
    return _shown(getattr(reference, _OTHER_NAMES.get(name, name)))


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def accuracy(found: Mapping[str, Counter[bool]]) -> float:
    """The share of right fields over all styles."""
    every = sum(found.values(), Counter[bool]())
    return every[True] / every.total()


def tallied(measured: Iterator[Field], *, show: bool) -> dict[str, Counter[bool]]:
    """By style how many fields are right and wrong; with `show`, the wrong ones are printed to standard error."""
    tallies: dict[str, Counter[bool]] = {}
    for field in measured:
        tallies.setdefault(field.style, Counter())[field.is_right] += 1
        if show and not field.is_right:
            print(f"{field.entry}\n  {field.name}: {field.found!r}, not {field.wanted!r}", file=sys.stderr)
    return tallies


def main() -> None:
    """Measure all styles and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=Path, default=ENTRIES, help=f"folder of labelled entries [{ENTRIES}]")
    parser.add_argument("--differences", action="store_true", help="print to standard error all that differs")
    options = parser.parse_args()
    tallies = tallied(fields(options.entries), show=options.differences)
    if not tallies:
        parser.error("there are no entries; name a folder with --entries")
    for style, tally in tallies.items():
        print(f"{style:22}{tally[True] / tally.total():8.3f}{tally.total():6} fields")
    print(f"{'all':22}{accuracy(tallies):8.3f}")


if __name__ == "__main__":
    main()
