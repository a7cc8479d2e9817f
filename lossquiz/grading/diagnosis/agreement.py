"""When two answers behave alike. Wider than the grader's tolerance: this names mistakes, it does not judge them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.judging.sizes import greatest, greatest_finite
from lossquiz.grading.judging.tolerance import allowance, bounds, differs, size_of_gradient
from lossquiz.grading.sandbox.both.outcomes import Outcome, Raised, Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expected

# Two wrong answers round differently where the right one is well conditioned, and distances of torch carry an
# epsilon of 1e-6 that others do not, in double precision too.
LOOSER = {"float32": 1e-4, "float64": 1e-5}
TIMES_ALLOWED = 10.0
ROUGHLY = 0.01
SAME_ERROR = 0.05


def ordinary(comparison: Comparison) -> bool:
    """Whether a case is one where a naive formula works too."""
    return ordinary_case(comparison.case)


def ordinary_case(case: Case) -> bool:
    """Whether a naive formula works in a case too."""
    return case.kind != "extreme" and case.rtol is None


def relates_rows(comparisons: Sequence[Comparison]) -> bool:
    """Whether a loss holds rows against one another: one row alone has nothing to change, in any of the cases."""
    alone = [c for c in comparisons if is_alone(c.case)]
    return len(alone) > 1 and not any(g.any() for c in alone for g in c.expected.gradients.values())


def is_alone(case: Case) -> bool:
    """Whether a batch has one row, or none."""
    first = case.call.tensors[0].array
    return bool(first.ndim) and len(first) <= 1


def close(
    got: NDArray[np.float64], other: NDArray[np.float64], case: Case, slack: float = 0.0, size: float = 0.0
) -> bool:
    """Whether two arrays are the same for the purpose of a diagnosis; non-finite numbers must agree in kind.

    Args:
        got: An array.
        other: Another.
        case: The case, which knows its precision and its inputs.
        slack: The error of the reference itself.
        size: The size of what they come from, where that is larger: a difference of numbers is as rough as they are.
    """
    if got.shape != other.shape:
        return False
    if not other.ndim:
        return _close(float(got), float(other), case, slack, size)
    finite = np.where(np.isfinite(other), other, 0.0)
    scale = max(float(np.max(np.abs(finite), initial=0.0)), size, 1e-6)
    allowed = TIMES_ALLOWED * allowance(case, finite, slack, min(1.0, scale)) + LOOSER[case.dtype] * np.abs(finite)
    with np.errstate(invalid="ignore"):
        near = np.isfinite(other) & (np.abs(got - other) <= allowed)
    same = (got == other) | (np.isnan(got) & np.isnan(other)) | near
    return bool(np.all(same))


def _close(got: float, other: float, case: Case, slack: float, least: float) -> bool:
    """`close` for two single numbers: a search for a name asks it ten thousand times."""
    if not math.isfinite(other):
        return got == other or (math.isnan(got) and math.isnan(other))
    size = abs(other)
    absolute, relative = bounds(case, slack, min(1.0, max(size, least, 1e-6)))
    return abs(got - other) <= TIMES_ALLOWED * (absolute + relative * size) + LOOSER[case.dtype] * size


def real_numbers(outcome: Outcome) -> NDArray[np.float64] | None:
    """Return the numbers of a result in double precision, or None where it has none or they are complex."""
    if not isinstance(outcome, Returned) or outcome.value is None or outcome.value.dtype.kind not in "fiub":
        return None
    return outcome.value.astype(np.float64)


def agrees(case: Case, expected: Expected, outcome: Outcome, other: Outcome, *, by_hand: bool = False) -> bool:
    """Whether two outcomes of one case are alike in kind and value, whatever their gradients.

    A gradient written `by_hand` may come as a tensor or of NumPy, and one number in any shape.
    """
    if isinstance(outcome, Raised) and isinstance(other, Raised):
        return outcome.type_name == other.type_name
    if not (isinstance(outcome, Returned) and isinstance(other, Returned)):
        return type(outcome) is type(other)
    got, wanted = real_numbers(outcome), real_numbers(other)
    if by_hand and expected.value.size == 1:
        got, wanted = (n.reshape(()) if n is not None and set(n.shape) <= {1} else n for n in (got, wanted))
    if got is None or wanted is None or not _same_form(outcome, other, by_hand=by_hand):
        return outcome.value is other.value
    return close(got, wanted, case, expected.value_slack, _far_off(got, expected.value))


def _far_off(got: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Return how far off a value is: what leaves next to nothing of terms of that size is as rough as they are."""
    if got.shape != right.shape:
        return 0.0
    with np.errstate(invalid="ignore"):
        return greatest_finite(np.asarray(got - right))


def agrees_in_gradient(case: Case, expected: Expected, outcome: Outcome, other: Outcome) -> bool:
    """Whether two outcomes of one case have the same gradients, as far as gradients can be told there."""
    if not (isinstance(outcome, Returned) and isinstance(other, Returned)):
        return True
    smooth = case.kind != "boundary" and case.judge_gradient
    return not smooth or all(_same_gradient(case, outcome, other, name, expected) for name in expected.gradients)


def pulls_alike(expected: Expected, outcome: Outcome, other: Outcome, factor: float = 1.0) -> bool:
    """Whether one gradient is roughly a factor times another by their own size, however steep the right one is."""
    if not (isinstance(outcome, Returned) and isinstance(other, Returned)):
        return True
    for name in expected.gradients:
        one, two = outcome.gradients.get(name), other.gradients.get(name)
        if one is None or two is None or one.shape != two.shape:
            continue
        had, would = one.astype(np.float64) / factor, two.astype(np.float64)
        if not _within(had, would, ROUGHLY * max(greatest(had), greatest(would))):
            return False
    return True


def _within(one: NDArray[np.float64], two: NDArray[np.float64], far: float) -> bool:
    with np.errstate(invalid="ignore"):
        return bool(np.all(np.abs(one - two) <= far))


def has_gradients(expected: Expected, outcome: Outcome) -> bool:
    """Whether an outcome has each gradient that is due."""
    return isinstance(outcome, Returned) and all(outcome.gradients.get(name) is not None for name in expected.gradients)


def errs_alike(expected: Expected, outcome: Outcome, other: Outcome) -> bool:
    """Whether two outcomes have gradients that are off by the same, as far as that is more than is allowed."""
    if not (isinstance(outcome, Returned) and isinstance(other, Returned)):
        return False
    for name, right in expected.gradients.items():
        one, two = outcome.gradients.get(name), other.gradients.get(name)
        if one is None or two is None or one.shape != two.shape:
            return False
        allowed = expected.gradient_allowed[name]
        with np.errstate(invalid="ignore"):
            had, would = one.astype(np.float64) - right, two.astype(np.float64) - right
        if not _within(had, would, SAME_ERROR * greatest(had) + greatest(allowed)):
            return False
        if not differs(two.astype(np.float64), right, allowed).any():
            return False
    return True


def _same_form(one: Returned, two: Returned, *, by_hand: bool) -> bool:
    """Whether results are of one kind and shape; gradients by hand are read alike, and `close` asks the shape."""
    if one.mutated != two.mutated:
        return False
    return by_hand or (one.shape, one.kind) == (two.shape, two.kind)


def _same_gradient(case: Case, outcome: Returned, other: Returned, name: str, expected: Expected) -> bool:
    one, two = outcome.gradients.get(name), other.gradients.get(name)
    if one is None or two is None:
        present = one if two is None else two
        return present is None or not np.any(present)
    size = size_of_gradient(expected.gradients[name], case.call.upstream or 1.0)
    return close(one.astype(np.float64), two.astype(np.float64), case, expected.gradient_slack[name], size)


def wrong_value(comparison: Comparison) -> bool:
    """Whether the value itself is wrong, and not only a gradient, a shape or a dtype."""
    return any(failure.place == "value" and failure.check in {"value", "stability"} for failure in comparison.failures)


def refutes(comparison: Comparison, value: NDArray[np.float64] | None) -> bool:
    """Whether a would-be explanation is right where the submission is wrong, and so cannot be what went wrong."""
    expected = comparison.expected
    if value is None or not wrong_value(comparison) or value.shape != expected.value.shape:
        return False
    return not differs(value, expected.value, expected.allowed).any()


def errs(comparison: Comparison, other: Outcome) -> bool:
    """Whether another outcome would not be right in a case either, in value or in a gradient that counts there."""
    expected, value = comparison.expected, real_numbers(other)
    if not isinstance(other, Returned) or value is None or differs_from_right(comparison, value):
        return True
    return comparison.case.judge_gradient and any(
        _is_wrong(other.gradients.get(name), right, expected.gradient_allowed[name])
        for name, right in expected.gradients.items()
    )


def _is_wrong(got: NDArray[Any] | None, right: NDArray[np.float64], allowed: NDArray[np.float64]) -> bool:
    if got is None:
        return bool(np.any(right))
    return got.shape != right.shape or bool(differs(got.astype(np.float64), right, allowed).any())


def differs_from_right(comparison: Comparison, value: NDArray[np.float64]) -> bool:
    """Whether a value would not be judged right in a case."""
    expected = comparison.expected
    return value.shape != expected.value.shape or bool(differs(value, expected.value, expected.allowed).any())
