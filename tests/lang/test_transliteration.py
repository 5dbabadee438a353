from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lang.transliteration import likeness_of_sound, transliterations

_PAIRS = [
    ("莎士比亚", "Shakespeare"),
    ("狄更斯", "Dickens"),
    ("奥斯丁", "Austen"),
    ("哈代", "Hardy"),
    ("福克纳", "Faulkner"),
    ("海明威", "Hemingway"),
    ("托尔斯泰", "Tolstoy"),
    ("普鲁斯特", "Proust"),
    ("卡夫卡", "Kafka"),
    ("马尔克斯", "Marquez"),
    ("波德莱尔", "Baudelaire"),
    ("克里斯蒂娜", "Christina"),
    ("亚历山大", "Alexander"),
    ("拿破仑", "Napoleon"),
    ("斯蒂芬妮", "Stephanie"),
    ("瑪格麗特", "Margaret"),
]


@pytest.mark.parametrize(("han", "latin"), _PAIRS)
def test_a_name_sounds_like_its_transliteration(han: str, latin: str) -> None:
    assert likeness_of_sound(han, latin) >= 0.5


def test_different_names_seldom_sound_alike() -> None:
    apart = [likeness_of_sound(han, latin) for han, _ in _PAIRS for _, latin in _PAIRS if (han, latin) not in _PAIRS]
    assert sum(value >= 0.5 for value in apart) / len(apart) < 0.05


@given(st.text(max_size=8), st.text(max_size=8))
def test_a_likeness_is_a_share(han: str, latin: str) -> None:
    assert 0 <= likeness_of_sound(han, latin) <= 1


@given(st.text(alphabet="玛丽亚·的了是斯特博士维多利", max_size=20))
def test_runs_lie_in_order_and_do_not_touch_titles(text: str) -> None:
    spans = list(transliterations(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert not any("博士" in span.of(text) for span in spans)


def test_prose_has_no_foreign_names() -> None:
    assert list(transliterations("父亲把自行车推到门口，摸了摸口袋，又回屋去找钥匙。")) == []
