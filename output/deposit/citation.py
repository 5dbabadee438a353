"""CITATION.cff in the Citation File Format 1.2.0.

https://citation-file-format.github.io
"""

import json
from collections.abc import Iterator
from typing import Final

from bitext.facts import Facts, Maker

_AUTHORS: Final = frozenset({"author", "aut", "compiler", "editor", "translator"})


def citation_cff(facts: Facts) -> str:
    r"""The file in YAML; every text is quoted, so that none is taken for something else.

    >>> print(citation_cff(Facts(titles=(("暮池", "zh"),), date="2026")).splitlines()[3])
    title: "暮池"
    """
    return "".join(f"{line}\n" for line in _lines(facts))


def _lines(facts: Facts) -> Iterator[str]:
    yield "cff-version: 1.2.0"
    yield 'message: "If you use this text, please cite it as below."'
    yield "type: dataset"
    title = " / ".join(text for text, _ in facts.titles) or "Untitled"
    yield f"title: {_quoted(title)}"
    yield "authors:"
    authors = [maker for maker in facts.makers if maker.role in _AUTHORS]
    for maker in authors or [Maker(name=facts.publisher or "Anonymous", role="author")]:
        yield f"  - name: {_quoted(maker.name)}"
        if "orcid.org/" in maker.identifier:
            yield f"    orcid: {_quoted(maker.identifier)}"
    if len(facts.date) == len("2026-11-22"):
        yield f"date-released: {facts.date}"
    if facts.edition:
        yield f"version: {_quoted(facts.edition)}"
    if doi := facts.identifier("DOI"):
        yield f"doi: {_quoted(doi.removeprefix('https://doi.org/'))}"
    if facts.licences:
        yield (
            f"license-url: {_quoted(facts.licences[0].url)}"
            if facts.licences[0].url
            else (f"license: {_quoted(facts.licences[0].name)}")
        )
    if facts.description:
        yield f"abstract: {_quoted(facts.description)}"
    if facts.keywords:
        yield "keywords:"
        yield from (f"  - {_quoted(keyword)}" for keyword in facts.keywords)


def _quoted(text: str) -> str:
    """A string of JSON, which is one of YAML."""
    return json.dumps(text, ensure_ascii=False)
