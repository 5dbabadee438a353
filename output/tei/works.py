"""The works cited of an article as `biblStruct`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bitext.articles import Article, Localized, Person, Reference
from bitext.documents import Document
from bitext.languages import LanguageTag
from output.markup import Element, element, lines
from output.tei.ids import only_given, reference_id
from output.tei.marks import target

_UNKNOWN: Final = LanguageTag("und")
_RANGE = re.compile(r"(\d+)\s*[-‐-―]\s*(\d+)|(\d+)")
_JOURNALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})


def works_cited(article: Article, document: Document) -> Element | None:
    """All references of the article, each with a pointer to the block in which it is printed."""
    if not article.references:
        return None
    attributes = {"type": "cited", "xml:lang": document.language, "source": f"#{article.document}"}
    return lines("listBibl", attributes, *(_work(article, reference) for reference in article.references))


def page_range(pages: str) -> Mapping[str, str]:
    """`@from` and `@to` of pages that are plain numbers, with no guess at what 935–40 is short for.

    >>> page_range("185–202"), page_range("23"), page_range("935–40"), page_range("e12482")
    ({'from': '185', 'to': '202'}, {'from': '23', 'to': '23'}, {}, {})
    """
    match = _RANGE.fullmatch(pages)
    if match is None:
        return {}
    first, last = (match[1], match[2]) if match[1] else (match[3], match[3])
    return {"from": first, "to": last} if int(first) <= int(last) else {}


def _work(article: Article, reference: Reference) -> Element:
    attributes = {
        "xml:id": reference_id(article, reference.key),
        "type": _token(reference.kind),
        "source": f"#{reference.place.block}" if reference.place else None,
        "n": reference.number,
    }
    body = _in_container(reference) if reference.container else _alone(reference)
    return lines("biblStruct", attributes, *body, *_around(reference))


def _alone(reference: Reference) -> Iterator[Element]:
    level = "u" if reference.kind == "thesis" else "m"
    yield lines(
        "monogr", None, *_authors(reference), *_titles(reference, level), *_numbers(reference), *_makers(reference),
        _imprint(reference),
    )  # fmt: skip


def _in_container(reference: Reference) -> Iterator[Element]:
    yield lines("analytic", None, *_authors(reference), *_titles(reference, "a"), *_numbers(reference))
    level = "j" if reference.kind in _JOURNALS else "m"
    title = element("title", {"level": level}, reference.container)
    yield lines("monogr", None, title, *_makers(reference), _imprint(reference))


def _around(reference: Reference) -> Iterator[Element]:
    if reference.more_authors:
        yield element("note", {"type": "authors"}, "et al.")
    if reference.second_container:
        held = element("bibl", None, element("title", None, reference.second_container))
        yield element("relatedItem", {"type": "host"}, held)


def _authors(reference: Reference) -> Iterator[Element]:
    original = reference.original_title.language if reference.original_title else _UNKNOWN
    for person in reference.authors:
        role = None if person.role == "author" else _token(person.role)
        yield element("editor" if role else "author", {"role": role}, *_names(person, original))


def _names(person: Person, original: LanguageTag) -> Iterator[Element]:
    forename = element("forename", None, person.given) if person.given else None
    comma = ", " if person.given else None
    yield element("persName", None, element("surname", None, person.family), comma, forename)
    if person.original:
        yield element("persName", {"type": "original", "xml:lang": original}, person.original)


def _titles(reference: Reference, level: str) -> Iterator[Element]:
    yield element("title", {"level": level, "type": "main"}, reference.title)
    original = reference.original_title or Localized("", _UNKNOWN)
    if reference.romanized_title:
        language = LanguageTag(f"{original.language.language}-Latn")
        attributes = {"level": level, "type": "transliterated", "xml:lang": language}
        yield element("title", attributes, reference.romanized_title)
    if original.text:
        yield element("title", {"level": level, "type": "original", "xml:lang": original.language}, original.text)


def _numbers(reference: Reference) -> Iterator[Element]:
    if reference.doi:
        yield element("idno", {"type": "DOI"}, reference.doi)
    if reference.url:
        yield element("ptr", target(reference.url, ()))


def _makers(reference: Reference) -> Iterator[Element]:
    if reference.editors:
        yield element("editor", None, reference.editors)
    if reference.translators:
        yield element("editor", {"role": "translator"}, reference.translators)


def _imprint(reference: Reference) -> Element:
    """What is known of the publication; an empty date says that nothing is."""
    parts = [
        *(element(name, None, text) for name, text in _published(reference).items()),
        *(_scope(unit, text) for unit, text in _scopes(reference).items()),
    ]
    if reference.year is not None:
        when = f"{reference.year:04d}" if 0 < reference.year < 10_000 else None
        parts.append(element("date", {"when": when}, f"{reference.year}{reference.year_suffix}"))
    return lines("imprint", None, *(parts or [element("date")]))


def _published(reference: Reference) -> Mapping[str, str]:
    return only_given({"pubPlace": reference.publisher_place, "publisher": reference.publisher})


def _scope(unit: str, text: str) -> Element:
    pages = page_range(text) if unit == "page" else {}
    return element("biblScope", {"unit": unit, **pages}, text)


def _scopes(reference: Reference) -> Mapping[str, str]:
    return only_given(
        {
            "volume": reference.volume,
            "issue": reference.issue,
            "page": reference.pages,
            "article": reference.article_number,
        }
    )


def _token(value: str) -> str | None:
    """`value` as TEI's enumerated attributes take it, without white space."""
    return "-".join(value.split()) or None
