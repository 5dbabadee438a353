"""PDF: the text layer, laid out as plain text by the places of its characters."""

from sources.pdf.reader import read_pdf

__all__ = ["read_pdf"]
