"""What a catalogue asks for: every value that is wrong is told with its remedy."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.catalogue import Accessibility, Series, Subject, SubjectScheme, TranslatedBy
from bitext.documents import DocumentId
from bitext.editions import SourceDescription
from bitext.errors import BadData
from bitext.isbn import isbn13_of, isbn_of

CLAIM = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Series(name=" "), "A series has a name; write it, or leave the series out."),
        (lambda: Series(name="A", position=-1), "-1 is no place in a series; write the number of the volume."),
        (
            lambda: Series(name="A", issn="0317-8472"),
            "'0317-8472' is no ISSN: its check digit does not fit; correct it, or leave it out.",
        ),
        (
            lambda: Subject(scheme=SubjectScheme.BISAC, code="FIC29"),
            "'FIC29' is no code of the scheme 'bisac'; write one such as FIC029000.",
        ),
        (
            lambda: Subject(text="snow", scheme=SubjectScheme.THEMA),
            "'' is no code of the scheme 'thema'; write one such as FYB, or of a qualifier 1FPC.",
        ),
        (
            lambda: Subject(text="snow", code="FYB"),
            "A subject of the scheme 'keyword' is words and no code; write 'text' alone.",
        ),
        (Subject, "A subject of the scheme 'keyword' is words and no code; write 'text' alone."),
        (
            lambda: Accessibility(conforms_to="WCAG AA"),
            (
                "'WCAG AA' is nothing that an EPUB can conform to; write "
                '"EPUB Accessibility 1.1 - WCAG 2.2 Level AA" or another version and level.'
            ),
        ),
        (
            lambda: Accessibility(certified_by="A"),
            "What was certified is missing; write conforms-to, or take the certifier out.",
        ),
        (
            lambda: Accessibility(conforms_to=CLAIM, report="https://example.org"),
            "Who certifies is missing; write certified-by, or take out credential and report.",
        ),
        (
            lambda: SourceDescription(document=DocumentId("a"), isbn="978-0-306-40615-8"),
            "'978-0-306-40615-8' is no ISBN: its check digit does not fit; correct it, or leave it out.",
        ),
        (
            lambda: SourceDescription(
                document=DocumentId("a"), translated_by=TranslatedBy.PERSON, translation_tool="a program"
            ),
            (
                "A translation tool is named, but nobody says that it translated; "
                'write translated-by = "machine" or "machine-revised".'
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(BadData) as caught:
        make()
    assert str(caught.value) == message


@given(st.integers(0, 999_999_999))
def test_an_isbn_of_ten_digits_has_one_of_thirteen(number: int) -> None:
    stem = f"{number:09}"
    found = [stem + last for last in "0123456789X" if isbn_of(stem + last)]
    assert len(found) == 1
    assert isbn_of(isbn13_of(found[0])) == isbn13_of(found[0])


@given(st.integers(0, 999_999_999), st.integers(0, 11), st.integers(1, 9))
def test_no_single_digit_can_be_wrong(number: int, place: int, step: int) -> None:
    right = isbn13_of(f"{number:09}0")
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    assert isbn_of(right) == right
    assert isbn_of(wrong) is None
