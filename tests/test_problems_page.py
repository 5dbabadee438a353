"""The page of the codes says what the parser says."""

from docs import make_problems


def test_the_page_of_problems_is_current() -> None:
    assert make_problems.PAGE.read_text(encoding="utf-8") == make_problems.page()
