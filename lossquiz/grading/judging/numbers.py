"""Numbers as a report writes them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

SHOWN_ELEMENTS = 24  # a report shows so many numbers of a tensor at the most
DIGITS, MOST_DIGITS = 7, 17  # of a number, and of one that only so many tell from another
_EXACT = 1e16  # beyond, a number is whole by its format alone


def number(value: float, digits: int = DIGITS) -> str:
    """Write a number with enough digits to tell it from its neighbours, and no more."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return f"{value + 0.0:.{digits}g}"  # the sum: a zero has no sign for people


def apart(one: float, two: float) -> tuple[str, str]:
    """Write two numbers with as many digits as tell them apart."""
    digits = digits_apart([(one, two)])
    return number(one, digits), number(two, digits)


def digits_apart(pairs: Iterable[tuple[float, float]]) -> int:
    """Return how many digits tell the two numbers of each pair apart; of those that are the same, the usual ones."""
    several = [(one, two) for one, two in pairs if one != two and not (math.isnan(one) and math.isnan(two))]
    for digits in range(DIGITS, MOST_DIGITS):
        if all(number(one, digits) != number(two, digits) for one, two in several):
            return digits
    return MOST_DIGITS


def as_kept(value: float) -> str:
    """Write a number of a counterexample, which has been rounded to the digits that it needs."""
    text = number(value)
    return text if float(text) == value or not abs(value) < _EXACT else repr(value).removesuffix(".0")


def of_what(upstream: float | None) -> str:
    """Say of what a gradient is one, where that is not the loss itself but the loss times a factor."""
    return "" if upstream in {1.0, None} else f" of {upstream:g} × loss"


def most_elements(shapes: Iterable[Sequence[int]]) -> int:
    """Return how many numbers the largest of some inputs has."""
    return max(map(math.prod, shapes), default=0)
