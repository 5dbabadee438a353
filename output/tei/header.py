"""The `teiHeader`: what the edition is, from what it is made, and what was done."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from itertools import chain
from pathlib import PurePath
from typing import Final

from bitext.alignments import State
from bitext.articles import Resolution
from bitext.documents import Document, DocumentId
from bitext.editions import UNDATED, Contributor, Edition, Metadata, SourceDescription, Step
from bitext.languages import LanguageTag
from bitext.version import VERSION
from lang.script import detect_language
from output.markup import Element, element, lines
from output.tei.catalogue import notes, series, subjects, titles
from output.tei.ids import (
    REVIEW_ID,
    aligner_id,
    application_id,
    character_id,
    pointers,
    resolution_id,
    safe,
    source_id,
    state_id,
    surveyed,
)
from output.tei.links import is_reviewed
from output.tei.marks import target

_SELF: Final = Step(tool="duizhao", version=VERSION, action="wrote this file")

_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"
_ROLES: Final[Mapping[str, str]] = {
    "abr": "abridger",
    "ann": "annotator",
    "aui": "author of introduction",
    "com": "compiler",
    "cor": "corrector",
    "dtm": "data manager",
    "ill": "illustrator",
    "mrk": "markup editor",
    "pbl": "publisher",
    "pfr": "proofreader",
    "rev": "reviewer",
    "trc": "transcriber",
}
"""MARC relators in words; the code of another stands for itself."""
_REVIEWERS: Final = frozenset({"cor", "pfr", "rev"})

_LANGUAGES: Final[Mapping[str, str]] = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "la": "Latin",
    "lzh": "Literary Chinese",
    "pt": "Portuguese",
    "ru": "Russian",
    "und": "a language that is not known",
    "yue": "Cantonese",
    "zh": "Chinese",
}
_SCRIPTS: Final[Mapping[str, str]] = {
    "Bopo": "in Bopomofo",
    "Hans": "in simplified characters",
    "Hant": "in traditional characters",
    "Latn": "in Latin letters",
}

_STATES: Final[Mapping[State, str]] = {
    State.INITIAL: "not yet aligned by a method or a person",
    State.TRANSLATED: "aligned by machine, not checked",
    State.REVIEWED: "seen by a person",
    State.FINAL: "finished: nothing is to change",
}
_RESOLUTIONS: Final[Mapping[Resolution, str]] = {
    Resolution.EXPLICIT: "the citation prints the author",
    Resolution.NAME_VARIANT: "the citation prints the author in another spelling",
    Resolution.SHORT_TITLE: "the citation prints a short title",
    Resolution.NARRATIVE: "the sentence names the author",
    Resolution.NARRATIVE_EARLIER: "an earlier sentence of the paragraph names the author",
    Resolution.CHARACTER: "the sentence names people whom only one work cited has",
    Resolution.LEAD_IN: "the paragraph before names the author",
    Resolution.NUMBER: "the citation prints the number of an entry or note",
    Resolution.LAST_CITED: "it is the work that was cited last",
    Resolution.ECHO: "words of a quotation that stands nearby",
    Resolution.SAYING: "a proverb or common saying: there is no work",
    Resolution.NOT_LISTED: "the author is known, the work is not among the works cited",
    Resolution.UNRESOLVED: "the work was not found",
}

# teidata.versionNumber as `application/@version` has it.
_VERSION = re.compile(r"\d+[a-z]*\d*(?:\.\d+[a-z]*\d*){0,3}")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def header(
    edition: Edition,
    languages: Sequence[str],
    types: Mapping[DocumentId, str],
    private: Sequence[str],
    *,
    has_members: bool = False,
) -> Element:
    """The header of a file; `languages` are those of all that is not the header.

    `types` says of each document whether it is an edition, a translation or an article; `private` are the
    characters of the private use areas that stand in the text; `has_members` says that the texts of the file have
    headers of their own, which tell their sources.
    """
    file_description = _file(edition, types, has_members=has_members)
    encoding = _encoding(edition, private)
    revisions = _revisions(edition)
    abstract = _abstract(edition.metadata)
    own = surveyed(lines("TEI", {"xml:lang": "en"}, file_description, encoding, abstract, revisions)).languages
    told = _languages(dict.fromkeys((*own, *languages)))
    profile = lines("profileDesc", None, abstract, told, subjects(edition.metadata))
    return lines("teiHeader", None, file_description, encoding, profile, revisions)


def member_header(
    edition: Edition, document: Document, languages: Sequence[str], types: Mapping[DocumentId, str]
) -> Element:
    """The header of one text of an edition of several: its title, its makers, its source, its languages."""
    metadata = edition.metadata
    title = document.title or next(t.text for t in metadata.titles)
    language = document.language if document.title else metadata.titles[0].language
    makers = (replace(c, document=None) for c in metadata.contributors if c.document == document.id)
    counted = (measure for measure in _measures(edition) if measure.attributes.get("corresp") == f"#{document.id}")
    file_description = lines(
        "fileDesc",
        None,
        lines(
            "titleStmt",
            None,
            element("title", {"type": "main", "xml:lang": language}, title),
            *map(_contributor, makers),
        ),
        lines("extent", None, *counted),
        _publication(metadata),
        lines("sourceDesc", None, _source(edition, document, types[document.id])),
    )
    own = surveyed(lines("TEI", {"xml:lang": "en"}, file_description)).languages
    profile = lines("profileDesc", None, _languages(dict.fromkeys((*own, *languages))))
    application = element("application", _program(_SELF.tool, _SELF.version), element("label", None, _SELF.tool))
    encoding = lines("encodingDesc", None, lines("appInfo", None, application))
    return lines("teiHeader", None, file_description, encoding, profile)


def _file(edition: Edition, types: Mapping[DocumentId, str], *, has_members: bool) -> Element:
    metadata = edition.metadata
    makers = (_contributor(contributor) for contributor in metadata.contributors)
    sources = [] if has_members else [_source(edition, document, types[document.id]) for document in edition.documents]
    elsewhere = "The headers of the texts tell their sources." if has_members else "There is no text but a term base."
    return lines(
        "fileDesc",
        None,
        lines("titleStmt", None, *titles(metadata), *makers, *_responsible(edition)),
        lines("extent", None, *_measures(edition)),
        _publication(metadata),
        *series(metadata),
        notes(metadata),
        lines("sourceDesc", None, *(sources or [element("p", None, elsewhere)])),
    )


def _contributor(contributor: Contributor) -> Element:
    """An author or editor, or else a statement of responsibility."""
    attributes = {
        "n": contributor.file_as or None,
        "corresp": f"#{source_id(contributor.document)}" if contributor.document else None,
    }
    named = {"xml:lang": contributor.language}
    role = contributor.role
    if role in ("aut", "edt", "trl"):
        kind = {"role": "translator"} if role == "trl" else {}
        return element("author" if role == "aut" else "editor", {**kind, **attributes, **named}, contributor.name)
    duty = element("resp", {"ref": f"{_RELATORS}{role}"}, _ROLES.get(role, role))
    return lines("respStmt", attributes, duty, element("name", named, contributor.name))


def _responsible(edition: Edition) -> Iterator[Element]:
    """Who aligned the texts, and who looked at the alignment."""
    for alignment in edition.alignments:
        duty = element("resp", None, f"alignment of {alignment.source} with {alignment.target}")
        method = element("name", {"type": "method"}, alignment.method or None)
        sides = pointers((alignment.source, alignment.target))
        yield lines("respStmt", {"xml:id": aligner_id(alignment), "corresp": sides}, duty, method)
    if is_reviewed(edition):
        reviewers = [c.name for c in edition.metadata.contributors if c.role in _REVIEWERS]
        names = (element("name", None, name) for name in reviewers or ["a person who is not named"])
        yield lines("respStmt", {"xml:id": REVIEW_ID}, element("resp", None, "review of the alignment"), *names)


def _measures(edition: Edition) -> Iterator[Element]:
    """What is counted, of what."""
    for document in edition.documents:
        yield _measure("sentences", len(document.segments), f"in {document.id}", document.id)
        yield _measure(
            "characters", sum(len(block.text) for block in document.blocks), f"in {document.id}", document.id
        )
    for alignment in edition.alignments:
        yield _measure("beads", len(alignment.beads), f"of {alignment.source} with {alignment.target}")
    yield _measure("concepts", len(edition.termbase.concepts), "in the term base")


def _measure(unit: str, count: int, of: str, document: str | None = None) -> Element:
    about = pointers([document]) if document else None
    return element("measure", {"unit": unit, "quantity": str(count), "corresp": about}, f"{count} {unit} {of}")


def _publication(metadata: Metadata) -> Element:
    """The publisher comes first, as TEI demands; an empty element is an unknown one."""
    when = metadata.date if _DATE.fullmatch(metadata.date) else None
    return lines(
        "publicationStmt",
        None,
        element("publisher", None, metadata.publisher or None),
        element("date", {"when": when}, metadata.date) if metadata.date else None,
        _availability(metadata.licence, metadata.licence_url)
        or lines("availability", {"status": "unknown"}, element("p", None, "No licence is stated.")),
        element("idno", {"type": _identifier_type(metadata.urn)}, metadata.urn),
        element("idno", {"type": "name"}, metadata.name),
        element("idno", {"type": "ISBN", "subtype": "product"}, metadata.isbn) if metadata.isbn else None,
    )


def _availability(licence: str, url: str) -> Element | None:
    if not licence and not url:
        return None
    return lines("availability", None, element("licence", target(url, ()), licence or None))


def _identifier_type(identifier: str) -> str:
    """What kind of identifier it is, from its form.

    >>> [_identifier_type(text) for text in ("urn:uuid:1", "10.5281/zenodo.1", "978-7-5306-6991-8", "https://a.org")]
    ['URN', 'DOI', 'ISBN', 'URI']
    """
    forms = {
        "URN": r"urn:.*",
        "DOI": r"(?:doi:|https?://(?:dx\.)?doi\.org/)?10\..*",
        "ISBN": r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX]",
    }
    return next((name for name, form in forms.items() if re.fullmatch(form, identifier, re.IGNORECASE)), "URI")


def _source(edition: Edition, document: Document, type_: str) -> Element:
    """Where a document's text comes from."""
    described = [source for source in edition.metadata.sources if source.document == document.id]
    origins = (alignment.source for alignment in edition.alignments if alignment.target == document.id)
    return lines(
        "bibl",
        {"xml:id": source_id(document.id), "type": "source" if type_ == "edition" else type_},
        element("title", {"xml:lang": document.language}, document.title) if document.title else None,
        *chain.from_iterable(_described(source) for source in described),
        element("idno", {"type": "file"}, PurePath(document.name).name) if document.name else None,
        element("idno", {"type": "sha256"}, document.digest) if document.digest else None,
        element("ptr", {"type": "text", "target": f"#{document.id}"}),
        *(element("relatedItem", {"type": "translationOf", "target": f"#{source_id(id_)}"}) for id_ in origins),
    )


def _described(source: SourceDescription) -> Iterator[Element]:
    if source.citation:
        yield element("note", {"type": "citation"}, source.citation)
    if source.rights:
        yield element("note", {"type": "rights"}, source.rights)
    if source.translated_by:
        yield element("note", {"type": "translated-by", "n": source.translation_tool or None}, source.translated_by)
    if source.isbn:
        yield element("idno", {"type": "ISBN"}, source.isbn)
    availability = _availability(source.licence, source.licence_url)
    if availability:
        yield availability


def _encoding(edition: Edition, private: Sequence[str]) -> Element:
    return lines(
        "encodingDesc",
        None,
        lines("editorialDecl", None, *_practice(edition)),
        _classes(edition),
        lines("charDecl", None, *map(_character, private)) if private else None,
        lines("appInfo", None, *_applications(edition.provenance)),
    )


def _practice(edition: Edition) -> Iterator[Element]:
    """What was done to the texts, as far as the edition itself knows; the rest is in `revisionDesc`."""
    yield _declared(
        "normalization",
        "The characters of the texts are written as they were read: no Unicode normalisation, no conversion "
        "between traditional and simplified characters. What was done before is told in revisionDesc.",
    )
    for document in edition.documents:
        if document.set_aside:
            reasons = Counter(part.reason for part in document.set_aside).items()
            told = "; ".join(f"{reason} ({count})" for reason, count in reasons)
            yield element("p", None, f"Left out of {document.id} when it was read: {told}.")
    if any(document.segments for document in edition.documents):
        yield _declared(
            "segmentation",
            "An s, or in an article a seg of type sentence, is a sentence. White space between sentences is kept "
            "between the elements; none is added.",
        )
    if edition.articles:
        yield _declared(
            "quotation",
            "Quotation marks stand in the text as they are printed, outside of quote. A quotation that is a block "
            "of its own holds its citation, a bibl of type citation.",
        )
    if edition.alignments:
        yield _declared(
            "interpretation",
            "A link joins sentences that translate each other: type counts those of either side, cert is the "
            "probability that exactly these belong together, ana says how far it has come, resp who made it.",
        )


def _declared(name: str, text: str) -> Element:
    return element(name, None, element("p", None, text))


def _classes(edition: Edition) -> Element | None:
    taxonomies = []
    if edition.alignments:
        states = ((state_id(state), text) for state, text in _STATES.items())
        taxonomies.append(_taxonomy("state", "How far a link has come", states))
    if edition.articles:
        reasons = ((resolution_id(reason), _RESOLUTIONS.get(reason, reason.value)) for reason in Resolution)
        taxonomies.append(_taxonomy("resolution", "Why a quotation is tied to a work, or is not", reasons))
    return lines("classDecl", None, *taxonomies) if taxonomies else None


def _taxonomy(id_: str, description: str, categories: Iterable[tuple[str, str]]) -> Element:
    return lines(
        "taxonomy",
        {"xml:id": f"taxonomy.{id_}"},
        element("desc", None, description),
        *(element("category", {"xml:id": name}, element("catDesc", None, text)) for name, text in categories),
    )


def _character(character: str) -> Element:
    code = f"U+{ord(character):04X}"
    return element("char", {"xml:id": character_id(character)}, element("mapping", {"type": "PUA"}, code))


def _applications(steps: Sequence[Step]) -> Iterator[Element]:
    for tool, version in dict.fromkeys((step.tool, step.version) for step in (*steps, _SELF)):
        attributes = {"xml:id": application_id(tool, version), **_program(tool, version)}
        yield element("application", attributes, element("label", None, tool))


def _program(tool: str, version: str) -> Mapping[str, str | None]:
    return {
        "ident": f"_{safe(tool)}" if not tool[:1].isalpha() else safe(tool),
        "version": _version(version),
        "n": version if version != _version(version) else None,
    }


def _version(version: str) -> str:
    """As much of a version as TEI can hold; `@n` has all of it.

    >>> _version("1.2.0b1"), _version("v1.2.0.dev1+abc"), _version("")
    ('1.2.0b1', '1.2.0', '0')
    """
    found = _VERSION.search(version)
    return found[0] if found else "0"


def _languages(tags: Iterable[str]) -> Element:
    names = (element("language", {"ident": tag}, _language_name(LanguageTag(tag))) for tag in tags)
    return lines("langUsage", None, *names)


def _abstract(metadata: Metadata) -> Element | None:
    if not metadata.description:
        return None
    language = detect_language(metadata.description) or metadata.titles[0].language
    return lines("abstract", {"xml:lang": language}, element("p", None, metadata.description))


def _language_name(tag: LanguageTag) -> str:
    """The language in English.

    >>> _language_name(LanguageTag("zh-Hant")), _language_name(LanguageTag("cy"))
    ('Chinese in traditional characters', 'cy')
    """
    words = (_LANGUAGES.get(tag.language, tag.language), _SCRIPTS.get(tag.script or "", tag.script or ""))
    return " ".join(filter(None, words))


def _revisions(edition: Edition) -> Element:
    """Everything that was done, the first thing first."""
    modified = edition.metadata.modified
    when = f"{modified.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if modified != UNDATED else None
    return lines(
        "revisionDesc",
        None,
        lines("listChange", {"ordered": "true"}, *map(_change, edition.provenance), _change(_SELF, when)),
    )


def _change(step: Step, when: str | None = None) -> Element:
    return element("change", {"who": f"#{application_id(step.tool, step.version)}", "when": when}, step.action)
