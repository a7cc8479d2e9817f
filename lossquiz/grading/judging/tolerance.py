"""How far off a right answer may be, and where two arrays differ by more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from lossquiz.grading.judging.sizes import greatest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case

# torch.testing's table (torch/testing/_comparison.py): relative and absolute tolerance of each precision.
RTOL = {"float32": 1.3e-6, "float64": 1e-7}
ATOL = {"float32": 1e-5, "float64": 1e-7}
EPS = {"float32": 2.0**-23, "float64": 2.0**-52}
OWN_ERROR = 10.0  # how many times the reference's own rounding error is forgiven
# Up to this size, at ordinary inputs, the absolute tolerance grows with a gradient; double precision can do without.
LARGE_GRADIENT = {"float32": 10.0, "float64": 1.0}
# Of the greatest number beside it: what rounding in double precision leaves of a sum that is 0. A number that is
# smaller still is meant.
NOISE = (2.0**-62, 2.0**-49)
LEAST = {"float32": 2.0**-149, "float64": 0.0}  # a single precision holds nothing nearer to 0
INPUT_ULPS = 4.0  # a right answer may be off by a few units in the last place of its greatest input


def bounds(case: Case, slack: float, scale: float) -> tuple[float, float]:
    """Return how far off a number may be in a case, as an absolute part and a part relative to the right number.

    Args:
        case: The case, which knows its precision and its inputs.
        slack: The reference's own error, and what the question forgives.
        scale: The size of the numbers that are compared; gradients of a mean over many elements are small, and an
            absolute tolerance must be small with them.
    """
    precision = case.dtype
    if case.rtol is not None:
        return ATOL[precision], case.rtol
    relative = RTOL[precision] + 2 * EPS[precision] * math.sqrt(case.size)
    if case.kind == "random":
        # Its exponential is off by as many units in the last place as the input is large, however it is taken.
        relative += EPS[precision] * case.largest
        if case.scale < 1:
            # Customary guards, as 1e-8 beside a norm of 0.01, are no mistake; only double precision would show them.
            relative = max(relative, RTOL["float32"])
    # What rounding leaves of a gradient's small elements goes with its great ones; these are some units large where a
    # term has a weight, and grow as the inputs shrink of what is normalised.
    large = max(1.0, LARGE_GRADIENT[precision] / case.scale) if case.drawn else 1.0
    absolute = ATOL[precision] * min(large, scale) + INPUT_ULPS * EPS[precision] * case.largest * scale
    return absolute + OWN_ERROR * slack, relative


def allowance(case: Case, right: NDArray[np.float64], slack: float, scale: float) -> NDArray[np.float64]:
    """Return how far off each of some right numbers may be; the other arguments are those of `bounds`."""
    absolute, relative = bounds(case, slack, scale)
    with np.errstate(invalid="ignore"):
        return np.asarray(absolute + relative * np.abs(right))


def size_of_gradient(right: NDArray[np.float64], upstream: float) -> float:
    """Return the size of a gradient: its greatest element, or that of a mean of slopes of 1 where it vanishes."""
    return max(greatest(right), abs(upstream) / max(1, right.size))


def differs(got: NDArray[np.float64], right: NDArray[np.float64], allowed: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return where two arrays differ by more than is allowed; infinities must be equal, NaN equals only NaN."""
    if right.ndim == 0 and got.ndim == 0:
        return np.array(not _same(float(got), float(right), float(allowed)))
    with np.errstate(invalid="ignore", over="ignore"):
        off = np.abs(got - right)
        close = off <= allowed
    if np.isfinite(off).all():  # so both are, as nearly always: what follows takes three times as long
        return np.array(~close)
    exact = np.where(np.isfinite(right), False, (got == right) | (np.isnan(got) & np.isnan(right)))
    # np.array: of 0-d arrays `~` makes a scalar, in which nothing can be forgiven.
    return np.array(~np.where(np.isfinite(right) & np.isfinite(got), close, exact))


def _same(got: float, right: float, allowed: float) -> bool:
    """`differs` for two single numbers, which a loss mostly is: in plain Python, ten times as fast."""
    if math.isfinite(got) and math.isfinite(right):
        return abs(got - right) <= allowed
    return got == right or (math.isnan(got) and math.isnan(right))


def without_noise(array: NDArray[np.float64], top: float, dtype: str) -> NDArray[np.float64]:
    """Return numbers for reading: what is only rounding beside the greatest, `top`, or below all of a dtype, is 0."""
    size = np.abs(array)
    return np.where((size >= NOISE[0] * top) & (size <= NOISE[1] * top) | (size < LEAST[dtype]), 0.0, array)
