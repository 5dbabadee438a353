"""The archive, written by ebooklib with everything of ours passed through as it is.

ebooklib 0.20 would parse XHTML with an HTML parser, put white space between Chinese sentences, drop
what stands in `head`, write the time of the build, and leave languages out.  So pages go in as raw
items, the metadata are our own, and the archive has fixed times.  No other module imports ebooklib.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ebooklib import epub
from lxml import etree

from output.markup import Element, xml

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIX: Final = "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"

XHTML: Final = "application/xhtml+xml"
NCX: Final = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file of the book."""

    id: str
    path: str  # from the book's folder
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether it stands in the reading order."""
        return self.media_type == XHTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What the package document says beside the list of files."""

    metadata: Element
    language: str
    direction: str  # ltr or rtl: the way pages are turned
    modified: datetime


def packed(members: Iterable[Member], package: Package) -> bytes:
    """The EPUB of the members, pages in the reading order in which they come."""
    book = epub.EpubBook()
    book.FOLDER_NAME = "EPUB"
    book.IDENTIFIER_ID = "dc-identifier"
    book.direction = package.direction
    for member in members:
        item = epub.EpubItem(uid=member.id, file_name=member.path, media_type=member.media_type, content=member.data)
        item.properties = list(member.properties)
        book.add_item(item)
        if member.is_page:
            book.spine.append(item)
    out = BytesIO()
    _Writer(out, book, package).write()
    return out.getvalue()


class _Archive:
    """A zip file in which every member has the same time and permissions, whoever writes it and when."""

    def __init__(self, out: BytesIO, modified: datetime) -> None:
        self._zip = ZipFile(out, "w")
        # A zip archive counts the years 1980 to 2107.
        self._time = (min(max(modified.year, 1980), 2107), *modified.timetuple()[1:6])

    def writestr(self, name: str, data: bytes | str, compress_type: int = ZIP_DEFLATED) -> None:
        info = ZipInfo(name, self._time)
        info.compress_type = compress_type
        info.create_system = 3  # Unix, on every system
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, data)

    def close(self) -> None:
        self._zip.close()


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """ebooklib's writer with our metadata, the package's language, and our archive."""

    def __init__(self, out: BytesIO, book: epub.EpubBook, package: Package) -> None:
        super().__init__(out, book, {"epub2_guide": False, "epub3_landmark": False, "epub3_pages": False})
        self._package = package

    def _write_opf_metadata(self, root: etree._Element) -> None:
        root.append(etree.fromstring(xml(self._package.metadata)))

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(_LANG, self._package.language)
        root.set("prefix", _PREFIX)
        has_ncx = any(item.media_type == NCX for item in self.book.get_items())
        spine = root.find("spine")
        if spine is not None and not has_ncx:
            del spine.attrib["toc"]  # ebooklib names an NCX even where there is none
        super()._write_opf_file(root)

    def write(self) -> None:
        self.out = _Archive(self.file_name, self._package.modified)
        self.out.writestr("mimetype", "application/epub+zip", compress_type=ZIP_STORED)
        self._write_container()
        self._write_opf()
        self._write_items()
        self.out.close()
