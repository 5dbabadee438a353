"""OmegaT's glossaries as they are written: three columns with tabs between them, source, target and comment."""

from collections.abc import Iterator
from itertools import product

from bitext.terms import Concept, Termbase, TermStatus


def write_omegat(base: Termbase) -> bytes:
    r"""A line for each pair of terms of the first two languages that may be used, the preferred ones first, in UTF-8.

    OmegaT reads `.txt` and `.tsv` in its folder `glossary`; a line that begins with `#` would be a comment there, so no
    source does.

    >>> from bitext.languages import LanguageTag
    >>> from bitext.terms import Term
    >>> terms = (Term(text="烟囱", language=LanguageTag("zh")), Term(text="chimney", language=LanguageTag("en")))
    >>> write_omegat(Termbase(concepts=(Concept(id="c", terms=terms, note="tall"),))).decode()
    '烟囱\tchimney\ttall\n'
    """
    languages = list(dict.fromkeys(term.language.language for concept in base.concepts for term in concept.terms))[:2]
    lines = (line for concept in base.concepts for line in _lines(concept, languages))
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(concept: Concept, languages: list[str]) -> Iterator[str]:
    sides = [
        sorted(
            (t for t in concept.terms if t.language.language == language and t.status is not TermStatus.FORBIDDEN),
            key=lambda term: term.status is not TermStatus.PREFERRED,
        )
        for language in languages
    ]
    for source, target in product(*sides) if len(sides) == 2 else ():
        notes = "; ".join(filter(None, (concept.note, source.note, target.note)))
        yield "\t".join(_cell(cell) for cell in (source.text.lstrip("#"), target.text, notes)).rstrip("\t")


def _cell(text: str) -> str:
    return " ".join(text.split())
