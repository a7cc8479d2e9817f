"""How large the numbers of an array are: of a loss, which mostly is one number, worked out in plain Python."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def greatest(array: NDArray[Any]) -> float:
    """Return the size of the greatest number of an array; 0 where it has none."""
    return float(np.max(np.abs(array), initial=0.0))


def greatest_finite(array: NDArray[np.float64]) -> float:
    """Return the size of the greatest number of an array that is not infinite; 0 where it has none."""
    if not array.ndim:
        size = abs(float(array))
        return size if math.isfinite(size) else 0.0
    sizes = np.abs(array)
    return float(np.max(sizes, where=np.isfinite(sizes), initial=0.0))


def all_finite(array: NDArray[Any]) -> bool:
    """Whether no number of an array is inf or NaN."""
    return bool(np.isfinite(array).all()) if array.ndim else math.isfinite(array)
