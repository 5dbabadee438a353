"""What a book is made with beside its texts: a cover, and typefaces.  Files that were read, as values."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read: its name, for messages, and what is in it."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """The cover that the publisher gives or the typeface to make one with, and the typefaces to embed."""

    cover: File | None = None
    cover_font: File | None = None
    fonts: tuple[File, ...] = ()
