"""Numbers as the book prints them."""

from math import floor


def percent(share: float) -> str:
    """A share of one in per cent, to one decimal place and never rounded up: 100 is said of all and of nothing less.

    >>> percent(0.9996), percent(1.0), percent(0.5)
    ('99.9', '100', '50')
    """
    tenths = floor(share * 1000 + 1e-9)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
