"""Tell whether a call seeds the random numbers of the whole process, which drawing some does not."""

from __future__ import annotations

import random
import sys
from typing import Any

import torch


def throw() -> tuple[float, ...]:
    """Draw from every generator that the process shares.

    Thrown after each of two calls, the dice show the same number twice only where both calls seeded them.
    """
    numpy: Any = sys.modules.get("numpy.random")
    drawn = random.random(), float(torch.rand(()))  # noqa: S311 - nothing secret
    return drawn if numpy is None else (*drawn, float(numpy.random_sample()))


def seeded(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    """Whether what was thrown after two calls tells that they seeded a generator."""
    return any(a == b for a, b in zip(one, two, strict=False))
