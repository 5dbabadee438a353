"""Bibliographies of reference managers: CSL-JSON, BibTeX and RIS, read into references."""

from sources.bibliography.reading import read_bibliography

__all__ = ["read_bibliography"]
