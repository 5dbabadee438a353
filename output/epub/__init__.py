"""EPUB 3.3 of an edition: two languages side by side, or one, with notes, glossary and colophon.

`to_epub` is the exporter.  A book is planned (`book`), written file by file (`chapters`, `front`,
`back`, `nav`, `metadata`), and packed (`writer`).
"""

from output.epub.export import to_epub

__all__ = ["to_epub"]
