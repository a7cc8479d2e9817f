"""One-sided derivatives, found numerically: at a kink every slope between them is a right gradient."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case

STEP = 1e-6
# The smaller step is still some times what single precision rounds inputs and parameters by: where 0.54 - 0.54 is
# meant, the kink lies beside the point.
SHRINK = 4.0
JUMP = 1e-4  # slopes that differ by less are one slope and rounding
PERSISTS = 0.5  # at a kink the jump stays as the step shrinks; at a bend it shrinks with it


class Interval(NamedTuple):
    """The least and the greatest right slope; equal where the function is smooth."""

    low: float
    high: float


def one_sided(along: Callable[[float], float], at: float) -> Interval:
    """Find the slopes to the left and to the right of a point.

    Args:
        along: The function of one number, as a function of the step away from the point.
        at: The coordinate, which sets the size of the step.

    Returns:
        The interval between the two slopes where they really differ, else an interval of one point.
    """
    step = STEP * max(1.0, abs(at))
    near = step / SHRINK
    far_left, left, here, right, far_right = map(along, (-step, -near, 0.0, near, step))
    jump = abs((far_right - here) - (here - far_left)) / step
    fine = (here - left) / near, (right - here) / near
    if jump <= JUMP * max(1.0, abs(fine[0]), abs(fine[1])) or abs(fine[1] - fine[0]) < PERSISTS * jump:
        middle = (fine[0] + fine[1]) / 2
        return Interval(middle, middle)
    beyond = (left - far_left) / (step - near), (far_right - right) / (step - near)
    return Interval(min(beyond), max(beyond))


class Slopes:
    """The one-sided derivatives of a loss around one case, found where they are first asked for, and kept.

    They depend on the case alone, so that all submissions of a batch share them.

    Args:
        loss: The loss in float64 at given arrays, times the upstream gradient.
        case: The case around which to differentiate.
    """

    def __init__(self, loss: Callable[[Mapping[str, NDArray[Any]]], float], case: Case) -> None:
        self._loss = loss
        self._case = case
        self._found: dict[tuple[str, int], Interval] = {}

    def at(self, name: str, index: int) -> Interval:
        """Return the interval of right slopes at one element, in flat order, of an input."""
        if (name, index) not in self._found:
            self._found[name, index] = self._find(name, index)
        return self._found[name, index]

    def _find(self, name: str, index: int) -> Interval:
        arrays = self._case.in_float64()

        def along(step: float) -> float:
            moved = arrays[name].copy()
            moved.flat[index] += step
            return self._loss({**arrays, name: moved})

        return one_sided(along, float(arrays[name].flat[index]))
