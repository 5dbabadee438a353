"""What can be asked of an export; each format reads the options that mean something to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """Options of all formats; an empty string is the format's own default.

    A format that is asked for a value it does not know raises `BadConfiguration` and names those it knows.
    """

    layout: str = ""  # epub: interleaved, facing, source, target, popup, reveal, vertical; tei: one, corpus, files
    first: str = ""  # epub: which version stands first, source or target
    by: str = ""  # epub: what a pair is made of, paragraph or sentence
    ncx: bool = True  # epub: the old table of contents too, for old readers
    glossary_order: str = ""  # epub: pinyin, stroke or latin
    cover: str = ""  # epub: the file of a picture; or "made"
    cover_font: str = ""  # epub: the file of a font to draw the cover in
    cover_page: bool = True  # epub: a page with the cover, which some shops do not want
    embed_fonts: bool | tuple[str, ...] = False  # epub: files of fonts; or Noto Serif CJK from the system
    isbn: str = ""  # epub, onix: of this book, where it is not the edition's
    schema: str = ""  # tei: the address of the schema that xml-model names
