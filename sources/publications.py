"""What an e-book says of itself: titles, people, ISBN, series, subjects, its cover."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bitext.catalogue import Series, Subject, SubjectScheme
from bitext.errors import BadData
from bitext.isbn import isbn_of
from bitext.languages import LanguageTag
from bitext.materials import File
from sources.archive import Archive, open_archive
from sources.contract import Declined
from sources.elements import XML_LANG, plain_text
from sources.epub import cover_path, package_of
from sources.languages import tag_or_none

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_CODED: Final = {scheme.address: scheme for scheme in SubjectScheme if scheme.address}
_NAMED: Final = {scheme.name: scheme for scheme in SubjectScheme}


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Somebody who made the book; `role` is a MARC relator code."""

    name: str
    role: str
    file_as: str = ""
    language: LanguageTag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The package document of an e-book, as far as a book made from it needs it."""

    title: str = ""
    subtitle: str = ""
    file_as: str = ""
    language: LanguageTag | None = None
    makers: tuple[Maker, ...] = ()
    publisher: str = ""
    date: str = ""
    rights: str = ""
    description: str = ""
    isbn: str = ""
    series: tuple[Series, ...] = ()
    subjects: tuple[Subject, ...] = ()
    cover: File | None = field(default=None, repr=False)


def read_publication(data: bytes, name: str) -> Publication | Declined:
    """What an EPUB 2 or 3 says of itself, or why the bytes are none.

    Raises `LimitExceeded` where it holds more than is safe.
    """
    archive = open_archive(data, name)
    if isinstance(archive, Declined):
        return archive
    package = package_of(archive)
    if isinstance(package, Declined):
        return package
    path, root = package
    return _Metadata(root).publication(_cover(archive, cover_path(root, path)))


def _cover(archive: Archive, path: str) -> File | None:
    data = archive.read(path) if path else None
    return File(path.rpartition("/")[2], data) if data else None


class _Metadata:
    """The metadata of a package document, with what refines them."""

    def __init__(self, package: etree._Element) -> None:
        self.package = package
        self.refined: dict[str, dict[str, str]] = {}
        for meta in package.iter("{*}meta"):
            if refined := (meta.get("refines") or "").removeprefix("#"):
                self.refined.setdefault(refined, {})[meta.get("property") or ""] = plain_text(meta)

    def publication(self, cover: File | None) -> Publication:
        titles = list(self._all("title"))
        kinds = [self._said(title, "title-type") for title in titles]
        main = next((title for title, kind in zip(titles, kinds, strict=True) if kind in {"", "main"}), None)
        below = (plain_text(title) for title, kind in zip(titles, kinds, strict=True) if kind == "subtitle")
        return Publication(
            title=plain_text(main) if main is not None else "",
            subtitle=next(below, ""),
            file_as=self._said(main, "file-as") if main is not None else "",
            language=tag_or_none(self._first("language")),
            makers=tuple(dict.fromkeys(self._makers())),
            publisher=self._first("publisher"),
            date=self._first("date")[:10],
            rights=self._first("rights"),
            description=" ".join(self._first("description").split()),
            isbn=self._isbn(),
            series=tuple(self._series()),
            subjects=tuple(dict.fromkeys(self._subjects())),
            cover=cover,
        )

    def _all(self, name: str) -> Iterator[etree._Element]:
        return (element for element in self.package.iter(f"{_DC}{name}") if plain_text(element))

    def _first(self, name: str) -> str:
        return next((plain_text(element) for element in self._all(name)), "")

    def _said(self, element: etree._Element, name: str) -> str:
        """What refines an element: with an element of its own in EPUB 3, with an attribute in EPUB 2."""
        own = self._refining(element).get(name) or element.get(f"{_OPF}{name}") or ""
        return own.strip()

    def _refining(self, element: etree._Element) -> Mapping[str, str]:
        return self.refined.get(element.get("id") or "", {})

    def _makers(self) -> Iterator[Maker]:
        for name, usual in (("creator", "aut"), ("contributor", "")):
            for element in self._all(name):
                role = self._said(element, "role").lower()[:3] or usual
                if role.isascii() and role.isalpha() and len(role) == 3 and role != "bkp":
                    yield Maker(
                        name=plain_text(element),
                        role=role,
                        file_as=self._said(element, "file-as"),
                        language=tag_or_none(element.get(XML_LANG)),
                    )

    def _isbn(self) -> str:
        found = (isbn_of(plain_text(element)) for element in self._all("identifier"))
        return next(filter(None, found), "")

    def _series(self) -> Iterator[Series]:
        """The series as EPUB 3 has them, or as one program writes them into EPUB 2."""
        metas = list(self.package.iter("{*}meta"))
        for meta in metas:
            said = self._refining(meta)
            if meta.get("property") == "belongs-to-collection" and said.get("collection-type", "series") == "series":
                yield Series(name=plain_text(meta), position=_whole(said.get("group-position", "")))
        named = {meta.get("name"): meta.get("content") or "" for meta in metas}
        if name := named.get("calibre:series", "").strip():
            yield Series(name=name, position=_whole(named.get("calibre:series_index", "")))

    def _subjects(self) -> Iterator[Subject]:
        for element in self._all("subject"):
            said = self._refining(element)
            authority, code = said.get("authority", ""), said.get("term", "")
            scheme = _CODED.get(authority) or _NAMED.get(authority.upper()) or SubjectScheme.KEYWORD
            try:
                coded = "" if scheme in {SubjectScheme.KEYWORD, SubjectScheme.LCSH} else code
                yield Subject(text=plain_text(element), scheme=scheme, code=coded)
            except BadData:  # a code that the scheme does not have
                yield Subject(text=plain_text(element))


def _whole(text: str) -> int | None:
    """A volume's number; a part of a volume has none.

    >>> _whole("3.0"), _whole("2.5"), _whole("x")
    (3, None, None)
    """
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() and number >= 0 else None
