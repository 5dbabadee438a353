"""A whole edition as this project writes it in TEI: the documents, and with them the beads, terms and metadata."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from lxml import etree

from bitext.alignments import Alignment
from bitext.articles import Article
from bitext.documents import Document, DocumentId
from bitext.drafts import number
from bitext.editions import Edition
from bitext.errors import BadData, UnreadableInput
from bitext.languages import LanguageTag
from sources.contract import Beside, Declined
from sources.elements import XML_ID, XML_LANG, all_text, line_of
from sources.tei.beads import read_alignments
from sources.tei.features import read_articles
from sources.tei.metadata import read_metadata, read_steps, source_descriptions
from sources.tei.own import is_own, own_texts, read_own
from sources.tei.terms import read_termbase
from sources.xml import parse_xml

_ARTICLE: Final = "article"


def nowhere(file: str) -> bytes:
    """No file beside: raises `UnreadableInput` that says so."""
    raise UnreadableInput(f"The text is in {file!r}, which was not given; name the file, so that others are found.")


def read_edition(data: bytes, *, name: str, beside: Beside = nowhere) -> Edition:
    """The edition that a TEI file of ours holds, but for the places where its terms occur, which are found anew.

    `beside` gives the files of the texts, where each is in a file of its own.
    Raises what `beside` does, `UnreadableInput` where the file is not one of ours, or holds an article without the
    record of what was read from it; and `BadData` where its alignments or articles do not fit its texts.
    """
    root = _own_root(data, name, beside)
    try:
        documents = _documents(root)
        articles = tuple(read_articles(root))
        _check_recorded(root, articles, name)
        return Edition(
            metadata=read_metadata(root, name),
            documents=documents,
            alignments=tuple(read_alignments(root, documents, name)),
            articles=articles,
            termbase=read_termbase(root, name),
            provenance=tuple(read_steps(root)),
        )
    except BadData as error:
        raise _in_file(error, name) from error


def _check_recorded(root: etree._Element, articles: Collection[Article], name: str) -> None:
    recorded = {article.document for article in articles}
    for div in own_texts(root):
        if _ARTICLE in (div.get("type"), div.get("subtype")) and div.get(XML_ID) not in recorded:
            raise UnreadableInput(
                f"{name} has no record of what was read from the article {div.get(XML_ID)}, which an older version did "
                "not write; build the edition again from its edition.toml."
            )


def read_aligned(
    data: bytes, *, name: str, beside: Beside = nowhere
) -> tuple[tuple[Document, ...], tuple[Alignment, ...]]:
    """The documents and alignments of a TEI file of ours, whatever else it holds; `beside` as for `read_edition`.

    Raises what `beside` does, `UnreadableInput` where the file is not one of ours, and `BadData` where they do not fit
    each other.
    """
    root = _own_root(data, name, beside)
    try:
        documents = _documents(root)
        return documents, tuple(read_alignments(root, documents, name))
    except BadData as error:
        raise _in_file(error, name) from error


def _own_root(data: bytes, name: str, beside: Beside) -> etree._Element:
    root = parse_xml(data, name)
    if isinstance(root, Declined):
        raise UnreadableInput(f"{name} holds no edition: {root.reason}.")
    if not is_own(root):
        raise UnreadableInput(f"{name} holds no edition of duizhao's; give a TEI file that duizhao wrote.")
    _take_in(root, name, beside)
    _check_ids(root, name)
    return root


def _take_in(root: etree._Element, name: str, beside: Beside) -> None:
    """Put the texts that are in files of their own behind the links; what points at them names no file then."""
    files = files_named(root)
    for file in files:
        member = parse_xml(beside(file), file)
        if isinstance(member, Declined):
            raise UnreadableInput(f"{file}, which {name} names, holds no text: {member.reason}.")
        for header in member.findall("{*}teiHeader"):
            member.remove(header)  # the root's own header has all that it says
        root.append(member)
    if files:
        _without_files(root, {*files, PurePath(name).name})


def files_named(root: etree._Element) -> tuple[str, ...]:
    """The files of texts that the header of a file of ours names, where each text is in one of its own."""
    pointers = (ptr for bibl in source_descriptions(root) for ptr in bibl.iterfind("{*}ptr[@type='text']"))
    named = (str(ptr.get("target") or "").partition("#")[0] for ptr in pointers)
    return tuple(dict.fromkeys(filter(None, named)))


def _without_files(root: etree._Element, files: Collection[str]) -> None:
    for element in root.iter("{*}*"):
        for attribute, value in element.attrib.items():
            tokens = [(token, *token.partition("#")) for token in str(value).split()]
            if any(mark and file in files for _, file, mark, _ in tokens):
                kept = [f"#{id_}" if file in files else token for token, file, _, id_ in tokens]
                element.set(attribute, " ".join(kept))


def _check_ids(root: etree._Element, name: str) -> None:
    """Raise `BadData` at an id that stands twice: nobody could say which of the two a bead means."""
    lines: dict[str, int | None] = {}
    for element in root.iter("{*}*"):
        id_ = element.get(XML_ID)
        if id_ is not None and id_ in lines:
            raise BadData(
                f"{name}, line {line_of(element)}: the id {id_!r} is there already, on line {lines[id_]}; "
                "give one of the two another."
            )
        if id_ is not None:
            lines[id_] = line_of(element)


def _in_file(error: BadData, name: str) -> BadData:
    told = str(error)
    return BadData(told if told.startswith(name) else f"{name}, {told}")


def _documents(root: etree._Element) -> tuple[Document, ...]:
    return tuple(_document(root, div) for div in own_texts(root))


def _document(root: etree._Element, div: etree._Element) -> Document:
    id_ = DocumentId(div.get(XML_ID) or "")
    numbered = number(read_own(root, div), id_, LanguageTag(div.get(XML_LANG) or ""))
    facts = dict(_facts(root, id_))
    return replace(numbered, name=facts.get("file", ""), digest=facts.get("sha256", ""), format="tei")


def _facts(root: etree._Element, id_: DocumentId) -> Iterator[tuple[str, str]]:
    """What the header says of the file that the document was read from."""
    for bibl in source_descriptions(root):
        if bibl.get(XML_ID) == f"src.{id_}":
            yield from ((idno.get("type") or "", all_text(idno)) for idno in bibl.iterchildren("{*}idno"))
