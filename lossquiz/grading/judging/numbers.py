"""Numbers as a report writes them."""

from __future__ import annotations

import math

SHOWN_ELEMENTS = 24  # a report shows so many numbers of a tensor at the most


def number(value: float) -> str:
    """Write a number with enough digits to tell it from its neighbours, and no more."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return f"{value + 0.0:.7g}"  # the sum: a zero has no sign for people


def of_what(upstream: float | None) -> str:
    """Say of what a gradient is one, where that is not the loss itself but the loss times a factor."""
    return "" if upstream in {1.0, None} else f" of {upstream:g} × loss"
