"""TMX 1.4b, the exchange format of translation memories (LISA/GALA, 2005)."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bitext.editions import UNDATED, Edition, TranslationUnit, Variant
from bitext.version import VERSION
from bitext.versions import pivots
from output.characters import check_characters
from output.markup import Element, element, lines, streamed, xml
from output.options import ExportOptions
from output.units import type_of, units_of


def to_tmx(edition: Edition, _options: ExportOptions) -> bytes:
    """The beads of all alignments as translation units; those that share their source are one unit of many variants.

    There is no document type declaration: it would name a file that is not there.

    An empty side is a variant that is not there, as the DTD allows: nothing is lost, and OmegaT passes over
    a unit with one variant (its `ExternalTMFactory` takes those that have both languages).

    Raises `BadConfiguration` where the edition has no alignment, and `BadData` where the alignments of one
    original do not fit, and at a character that XML cannot hold.
    """
    units = list(units_of(edition, "TMX"))
    check_characters(edition)
    body = streamed("body", None, lambda: map(_unit, units))
    return xml(lines("tmx", {"version": "1.4"}, _header(edition), body))


def _header(edition: Edition) -> Element:
    metadata = edition.metadata
    languages = {edition.document_by_id[pivot].language for pivot in pivots(edition)}
    attributes = {
        "creationtool": "duizhao",
        "creationtoolversion": VERSION,
        "segtype": "sentence",
        "o-tmf": "duizhao",
        "adminlang": "en",
        "srclang": languages.pop() if len(languages) == 1 else "*all*",
        "datatype": "plaintext",
        "creationdate": None if metadata.modified == UNDATED else _date(metadata.modified),
    }
    properties = {
        "x-identifier": metadata.urn,
        "x-publisher": metadata.publisher,
        "x-licence": metadata.licence,
        "x-licence-url": metadata.licence_url,
    }
    titles = (element("note", {"xml:lang": title.language}, title.text) for title in metadata.titles)
    return lines("header", attributes, *titles, *_props(properties))


def _date(moment: datetime) -> str:
    """ISO 8601 as TMX wants it: 20261122T101500Z."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _props(properties: dict[str, str]) -> Iterator[Element]:
    return (element("prop", {"type": name}, value) for name, value in properties.items() if value)


def _unit(unit: TranslationUnit) -> Element:
    source, *_ = unit.variants
    properties = {"x-probability": str(unit.probability), "x-state": unit.state.value, "x-type": type_of(unit)}
    note = element("note", None, unit.note) if unit.note else None
    is_pair = len(unit.variants) == 2
    variants = (_variant(variant, is_named=not is_pair) for variant in unit.variants if variant.segments)
    return lines("tu", {"tuid": unit.id, "srclang": source.language}, note, *_props(properties), *variants)


def _variant(variant: Variant, *, is_named: bool) -> Element:
    """The variant; the document is named where two may be in one language."""
    named = {"x-document": variant.document} if is_named else {}
    ids = {"x-segments": " ".join(segment.id for segment in variant.segments)}
    return lines("tuv", {"xml:lang": variant.language}, *_props(named | ids), element("seg", None, variant.text))
