"""Double precision that is lost on the way, though every number is within what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lossquiz.grading.judging.numbers import number
from lossquiz.grading.judging.tolerance import EPS
from lossquiz.grading.sandbox.both.outcomes import Returned

if TYPE_CHECKING:
    from lossquiz.grading.judging.compare import Comparison

CHANGE_RTOL = 0.5  # of the change between two cases that single precision cannot tell apart
NOISE_ULPS = 64.0
SEEN = 8.0  # a change must stand out of the rounding noise so many times to be judged
ELEMENTS = 4  # so many numbers are not all single precision by chance


def lost_precision(before: Comparison, comparison: Comparison) -> str:
    """Tell how a case that passed shows that double precision is lost on the way, or nothing.

    Args:
        before: The case before it.
        comparison: The case.
    """
    if comparison.case.nudged:
        return _of_a_change(before, comparison)
    if comparison.case.kind == "contract" and comparison.case.dtype == "float64" and comparison.passed:
        return _of_gradients(comparison)
    return ""


def _of_gradients(comparison: Comparison) -> str:
    """Tell which gradient holds nothing but single precision, where the right one does not."""
    assert isinstance(comparison.outcome, Returned)  # noqa: S101 - it passed
    for name, right in comparison.expected.gradients.items():
        got = comparison.outcome.gradients.get(name)
        if got is None or not comparison.case.judge_gradient:
            continue
        # A zero that the reference does not meet to the last bit is no number in double precision either.
        told = np.abs(right) > comparison.expected.gradient_allowed[name]
        fine = told & (np.abs(right - right.astype(np.float32)) > NOISE_ULPS * EPS["float64"] * np.abs(right))
        if np.count_nonzero(fine) >= ELEMENTS and np.array_equal(got, got.astype(np.float32)):
            return f"the gradient of {name} holds single precision only: it is worked out in float32"
    return ""


def _of_a_change(first: Comparison, nudged: Comparison) -> str:
    """Tell that an answer that is right in two cases does not see the small difference between them, or nothing.

    The tolerance in double precision forgives constants in single precision, and would forgive a whole computation in
    it too; how the value changes from one case to the other does not.
    """
    got = [c.outcome.value for c in (first, nudged) if isinstance(c.outcome, Returned) and c.passed]
    if len(got) != 2 or got[0] is None or got[1] is None:  # noqa: PLR2004 - both are needed
        return ""
    before, after = (value.astype(np.float64).reshape(first.expected.value.shape) for value in got if value is not None)
    expected = nudged.expected.value - first.expected.value
    moved = after - before
    noise = NOISE_ULPS * EPS["float64"] * (1.0 + np.abs(first.expected.value))
    wrong = (np.abs(expected) > SEEN * noise) & (np.abs(moved - expected) > CHANGE_RTOL * np.abs(expected) + noise)
    if not wrong.any():
        return ""
    index = int(np.argmax(np.where(wrong, np.abs(expected), 0.0)))
    change = f"{number(moved.flat[index])} where {number(expected.flat[index])} is due"
    return f"float64 inputs moved by 1e-9 changed the value by {change}: precision is lost on the way"
