"""What is wrong with a bilingual EPUB that epubcheck and Ace do not see: `examined` finds it in any EPUB 2 or 3.

A book is opened (`package`, `pages`), cut into passages of one language each (`passages`), and looked over by families
of checks (`languages`, `writing`, `sides`, `links`, `catalogue`), each of which states its rules.  An older book or an
edition can be held against it (`older`, `edition`).
"""

from output.epub.examine.contract import Finding, Rule, Severity
from output.epub.examine.edition import check_edition
from output.epub.examine.examination import RULES, Check, examined
from output.epub.examine.older import check_older
from output.epub.examine.package import Book, Broken, Packed, book_of

__all__ = [
    "RULES",
    "Book",
    "Broken",
    "Check",
    "Finding",
    "Packed",
    "Rule",
    "Severity",
    "book_of",
    "check_edition",
    "check_older",
    "examined",
]
