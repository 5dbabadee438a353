"""Bytes in, a `Document` or the reason why not."""

from sources.registry import FORMATS, READERS, read

__all__ = ["FORMATS", "READERS", "read"]
