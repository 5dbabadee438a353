"""The encoder without a model: names, numbers and cognates of any script."""

from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.encoders import ComposingEncoder, encoder_named, scales
from aligner.surface import DIMENSIONS, SurfaceEncoder

ENCODER = SurfaceEncoder()
WORDS = st.text(alphabet="ab éß韦小宝十三дом한القا12XIV,.?！-", max_size=12)


def cosine(one: str, other: str) -> float:
    a, b = ENCODER([one, other])
    return float(a @ b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("韦小宝", "Wei Xiaobao"),
        ("韋小寶", "Wèi Xiǎobǎo"),
        ("上海", "shanghai"),
        ("Москва", "Moskva"),
        ("Αθήνα", "Athina"),
        ("서울", "Seoul"),
        ("révolution", "Revolution"),
        ("國家", "国家"),
        ("１９８４", "1984"),
        ("٣٥", "35"),
    ],
)
def test_the_same_name_or_number_in_two_scripts(one: str, other: str) -> None:
    assert cosine(one, other) > 0.4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三十五", "35"),
        ("十二", "twelve"),
        ("twenty-five", "二十五"),
        ("douze", "zwölf"),
        ("XIV", "14"),
        ("3万", "30,000"),
        ("1.200", "1,200"),
        ("两", "2"),
    ],
)
def test_the_same_value_in_two_notations(one: str, other: str) -> None:
    assert cosine(one, other) > 0.25


@pytest.mark.parametrize(("one", "other"), [("池塘", "pond"), ("一", "I"), ("35", "53"), ("father", "père")])
def test_what_only_means_the_same_is_not_seen(one: str, other: str) -> None:
    assert abs(cosine(one, other)) < ENCODER.scales.words.unrelated


def test_a_sentence_is_found_by_its_names_and_numbers() -> None:
    english = ["Wei Xiaobao laughed.", "He had 35 horses in Yangzhou.", "Nobody spoke."]
    chinese = ["他在扬州有三十五匹马。", "没有人说话。", "韦小宝笑了。"]
    cosines = ENCODER(english) @ ENCODER(chinese).T
    assert cosines.argmax(axis=1).tolist()[:2] == [2, 0]


def test_vectors_are_the_same_everywhere() -> None:
    """A hash that changed would change alignments: this is the digest of a vector, to three digits."""
    vector = ENCODER(["韦小宝 had 35 horses in Москва!"])[0]
    assert vector.shape == (DIMENSIONS,)
    assert sha256(np.rint(vector * 1000).astype("<i4").tobytes()).hexdigest()[:16] == "1bb7c7ec0fc7a43c"


def test_nothing_to_see_is_the_zero_vector() -> None:
    assert not ENCODER(["", " … "]).any()
    nothing = np.zeros(0, dtype=np.int64)
    assert ENCODER([]).shape == (0, DIMENSIONS)
    assert ENCODER.composer([])(nothing, nothing).shape == (0, DIMENSIONS)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_a_run_is_what_its_text_is(parts: list[str]) -> None:
    """Exactly, where pieces end between words, as clauses do."""
    pieces = [part + "\n" for part in parts]
    first = np.array([a for a in range(len(pieces)) for _ in range(a, len(pieces))])
    last = np.array([b for a in range(len(pieces)) for b in range(a, len(pieces))])
    direct = ENCODER(["".join(pieces[a : b + 1]) for a, b in zip(first, last, strict=True)])
    assert np.allclose(ENCODER.composer(pieces)(first, last), direct, atol=1e-5)


@given(st.text())
def test_any_text_has_a_vector_of_length_one_or_none(text: str) -> None:
    length = float(np.linalg.norm(ENCODER([text])[0]))
    assert length == pytest.approx(1, abs=1e-4) or length == 0


def test_by_name() -> None:
    encoder = encoder_named("none")
    assert isinstance(encoder, ComposingEncoder)
    assert encoder.name == "none"
    assert scales(encoder) is SurfaceEncoder.scales
