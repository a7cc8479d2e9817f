"""Numbers as a report writes them."""

from __future__ import annotations

import math


def number(value: float) -> str:
    """Write a number with enough digits to tell it from its neighbours, and no more."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return f"{value + 0.0:.7g}"  # the sum: a zero has no sign for people
