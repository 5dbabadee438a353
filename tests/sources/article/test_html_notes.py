"""Notes of block quotations in web pages, where only a link and an ordered list show them."""

from collections.abc import Callable

import pytest

from bitext.documents import Document
from sources.article import read_article

CALL = '<sup><a href="#fn1" id="r1">1</a></sup>'
NIGHT = "The men stood in the yard with their hats in their hands."
INSIDE = f"<blockquote><p>{NIGHT}{CALL}</p></blockquote>\n<p>The scene is famous, and nobody has forgotten it.</p>"
BEHIND = f"<blockquote><p>{NIGHT}</p></blockquote>\n<p>{CALL} The scene is famous, and nobody has forgotten it.</p>"
PAGE = """<html lang="en"><body><h1>Kilns</h1>
<p>Cole describes the night:</p>
QUOTATION
<h2>Notes</h2>
<ol><li id="fn1">Mary Cole, <em>Peat</em> (Leeds: Anvil Press, 2012), 4.</li></ol>
</body></html>
"""


@pytest.mark.parametrize("quotation", [INSIDE, BEHIND])
def test_the_note_gives_the_page(quotation: str, document: Callable[..., Document]) -> None:
    (found,) = read_article(document(PAGE.replace("QUOTATION", quotation), name="article.html")).quotations
    assert (found.text, found.reference, found.locator) == (NIGHT, "cole2012", "4")


def test_a_list_that_begins_elsewhere_has_other_numbers(document: Callable[..., Document]) -> None:
    page = PAGE.replace("QUOTATION", INSIDE).replace("<ol>", '<ol start="7">')
    (found,) = read_article(document(page, name="article.html")).quotations
    assert found.locator is None
