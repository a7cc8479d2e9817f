"""One outcome against what is right: shape and dtype before values, values before gradients.

The messages are like torch.testing's: how many elements differ, the greatest difference and where, what was allowed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from lossquiz.grading.judging.kinks import Interval, one_sided
from lossquiz.grading.sandbox.both.outcomes import Crashed, NotRun, Outcome, OutOfMemory, Raised, Returned, TimedOut

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.expectations import Expected
    from lossquiz.questions.model import ImplementTask

CheckName = Literal["value", "gradient", "stability", "shape", "dtype", "defaults", "contract", "from_scratch"]

# torch.testing's table (torch/testing/_comparison.py): relative and absolute tolerance of each precision.
RTOL = {"float32": 1.3e-6, "float64": 1e-7}
ATOL = {"float32": 1e-5, "float64": 1e-7}
EPS = {"float32": 2.0**-23, "float64": 2.0**-52}
OWN_ERROR = 10.0  # how many times the reference's own rounding error is forgiven
INPUT_ULPS = 4.0  # a right answer may be off by a few units in the last place of its greatest input
CHANGE_RTOL = 0.5  # of the change between two cases that single precision cannot tell apart
NOISE_ULPS = 64.0
SEEN = 8.0  # a change must stand out of the rounding noise so many times to be judged
KINK_ELEMENTS = 64  # beyond so many wrong elements it is no kink


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing wrong with one outcome.

    Attributes:
        check: The check that it belongs to.
        message: What was expected and what came, with the difference and what was allowed.
        place: Which result: `value`, or the name of the input whose gradient it is.
    """

    check: CheckName
    message: str
    place: str = "value"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A case, what was right, what came back, and what is wrong with it."""

    case: Case
    expected: Expected
    outcome: Outcome
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.failures


KinkOracle = Callable[[str, int], Interval]


def compare(task: ImplementTask, case: Case, expected: Expected, outcome: Outcome, kinks: KinkOracle) -> Comparison:
    """Compare one outcome with what is right.

    Args:
        task: The question.
        case: The case.
        expected: The right answer.
        outcome: What the submission did.
        kinks: Gives the interval of the one-sided derivatives at an element of an input, times the upstream gradient.
    """
    if isinstance(outcome, Returned):
        failures = tuple(_failures(task, case, expected, outcome, kinks))
    else:
        failures = (_absence(case, outcome),)
    return Comparison(case, expected, outcome, failures)


def _absence(case: Case, outcome: Outcome) -> Failure:
    check: CheckName = "stability" if case.kind == "extreme" else "value"
    if isinstance(outcome, Raised):
        where = f" (line {outcome.line})" if outcome.line else ""
        return Failure(check, f"raised {outcome.type_name}{where}: {outcome.message}")
    if isinstance(outcome, TimedOut):
        return Failure(check, f"did not come back within {outcome.seconds:g} s")
    if isinstance(outcome, Crashed):
        return Failure(check, f"ended the process: {outcome.reason}")
    if isinstance(outcome, OutOfMemory):
        return Failure(check, "asked for more memory than a submission may use")
    assert isinstance(outcome, NotRun)  # noqa: S101 - the last of the union
    return Failure(check, "was not run, because an earlier case ended the process")


def _failures(
    task: ImplementTask, case: Case, expected: Expected, outcome: Returned, kinks: KinkOracle
) -> list[Failure]:
    failures = _form(task, case, expected, outcome)
    if outcome.mutated:
        names = " and ".join(outcome.mutated)
        failures.append(Failure("contract", f"changed its input {names}; work on a copy"))
    if not _comparable(expected, outcome):
        return failures or [_unreadable(case)]
    wrong = _value(task, case, expected, outcome)
    if wrong:
        failures.append(wrong)
    if case.judge_gradient and expected.gradients:
        failures.extend(_gradients(case, expected, outcome, kinks))
    return failures


def _unreadable(case: Case) -> Failure:
    """Fail a result of the right shape and dtype that holds no numbers: what cannot be compared is never right."""
    check: CheckName = "stability" if case.kind == "extreme" else "value"
    return Failure(check, "returned a tensor whose numbers cannot be read; expected an ordinary tensor on the CPU")


def _form(task: ImplementTask, case: Case, expected: Expected, outcome: Returned) -> list[Failure]:
    failures: list[Failure] = []
    arrays_do = task.entry_kind == "backward"
    if outcome.kind in {"none", "other"} or (outcome.kind != "tensor" and not arrays_do):
        what = "a tensor or an array" if arrays_do else "a 0-d tensor, so that gradients can flow"
        return [Failure("contract", f"returned {_called(outcome)}; expected {what}")]
    if outcome.shape != expected.value.shape:
        failures.append(
            Failure("shape", f"returned shape {outcome.shape}; expected {expected.value.shape}{_why_shape(expected)}")
        )
    allowed = {"float64"} if case.dtype == "float64" else {"float32", "float64"}
    if outcome.dtype not in allowed:
        failures.append(
            Failure("dtype", f"{case.dtype} inputs gave {outcome.dtype or 'no dtype'}; expected {case.dtype}")
        )
    return failures


def _why_shape(expected: Expected) -> str:
    return " (one number for the whole batch)" if expected.value.shape == () else ""


def _called(outcome: Returned) -> str:
    names = {"none": "None", "number": f"a Python {outcome.type_name}", "array": "a NumPy array"}
    return names.get(outcome.kind, f"an object of type {outcome.type_name}")


def _comparable(expected: Expected, outcome: Returned) -> bool:
    """Whether the numbers can be held against each other: a loss of shape (1,) still tells value and gradient."""
    value = outcome.value
    return value is not None and value.dtype.kind in "fiub" and value.size == expected.value.size


def _value(task: ImplementTask, case: Case, expected: Expected, outcome: Returned) -> Failure | None:
    assert outcome.value is not None  # noqa: S101 - checked by _comparable
    got = outcome.value.astype(np.float64).reshape(expected.value.shape)
    scale = _gradient_scale(expected.value, 1.0) if task.entry_kind == "backward" else 1.0
    allowed = allowance(case, expected.value, expected.value_slack, scale)
    wrong = differs(got, expected.value, allowed)
    if not wrong.any():
        return None
    check: CheckName = "stability" if case.kind == "extreme" else "value"
    return Failure(check, _message("value", got, expected.value, allowed, wrong))


def allowance(case: Case, expected: NDArray[np.float64], slack: float, scale: float) -> NDArray[np.float64]:
    """Return how far off each number may be.

    Args:
        case: The case, which knows its precision and its inputs.
        expected: The right numbers.
        slack: The reference's own error, and what the question forgives.
        scale: The size of the numbers that are compared; gradients of a mean over many elements are small, and an
            absolute tolerance must be small with them.
    """
    precision = case.dtype
    if case.rtol is not None:
        return np.asarray(case.rtol * np.abs(expected) + ATOL[precision])
    largest = max(
        (float(np.max(np.abs(t.array), initial=0.0)) for t in case.call.tensors if t.array.dtype.kind == "f"),
        default=0.0,
    )
    rtol = RTOL[precision] + 2 * EPS[precision] * math.sqrt(case.size)
    floor = ATOL[precision] * min(1.0, scale) + INPUT_ULPS * EPS[precision] * largest * scale
    with np.errstate(invalid="ignore"):
        return np.asarray(floor + rtol * np.abs(expected) + OWN_ERROR * slack)


def differs(got: NDArray[np.float64], right: NDArray[np.float64], allowed: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return where two arrays differ by more than is allowed; infinities must be equal, NaN equals only NaN."""
    with np.errstate(invalid="ignore"):
        close = np.abs(got - right) <= allowed
    exact = np.where(np.isfinite(right), False, (got == right) | (np.isnan(got) & np.isnan(right)))
    # np.array: of 0-d arrays `~` makes a scalar, in which nothing can be forgiven.
    return np.array(~np.where(np.isfinite(right) & np.isfinite(got), close, exact))


def _gradients(case: Case, expected: Expected, outcome: Returned, kinks: KinkOracle) -> list[Failure]:
    check: CheckName = "stability" if case.kind == "extreme" else "gradient"
    if outcome.gradient_error:
        return [Failure(check, f"backward raised {outcome.gradient_error}", next(iter(expected.gradients)))]
    failures: list[Failure] = []
    for name, right in expected.gradients.items():
        got = outcome.gradients.get(name)
        message = _absent_gradient(name, got, right, outcome)
        if not message and got is not None:
            message = _gradient(case, expected, name, got.astype(np.float64), kinks)
        if message:
            failures.append(Failure(check, message, name))
    return failures


def _absent_gradient(name: str, got: NDArray[Any] | None, right: NDArray[np.float64], outcome: Returned) -> str:
    if got is None:
        if not np.any(right):
            return ""  # no gradient at all is a zero gradient
        what = "the result does not require grad" if not outcome.requires_grad else "none arrived"
        return f"no gradient for {name}: {what} (was something detached, or turned into a number?)"
    return "" if got.shape == right.shape else f"the gradient of {name} has shape {got.shape}; expected {right.shape}"


def _gradient(case: Case, expected: Expected, name: str, got: NDArray[np.float64], kinks: KinkOracle) -> str:
    right = expected.gradients[name]
    allowed = gradient_allowance(case, expected, name)
    wrong = differs(got, right, allowed)
    if not wrong.any():
        return ""
    if np.count_nonzero(wrong) <= KINK_ELEMENTS:
        for index in np.flatnonzero(wrong):
            low, high = kinks(name, int(index))
            slack = allowed.flat[index]
            if low < high and low - slack <= got.flat[index] <= high + slack:
                wrong.flat[index] = False
    return _message(f"gradient of {name}", got, right, allowed, wrong) if wrong.any() else ""


def gradient_allowance(case: Case, expected: Expected, name: str) -> NDArray[np.float64]:
    """Return how far off each element of a gradient may be."""
    right = expected.gradients[name]
    scale = _gradient_scale(right, abs(case.call.upstream or 1.0))
    return allowance(case, right, expected.gradient_slack[name], scale)


def _gradient_scale(right: NDArray[np.float64], upstream: float) -> float:
    """Return the size of a gradient: its greatest element, or that of a mean of slopes of 1 where it vanishes."""
    return max(float(np.max(np.abs(right), initial=0.0)), upstream / max(1, right.size))


def lost_precision(first: Comparison, nudged: Comparison) -> Failure | None:
    """Whether an answer that is right in both of two cases does not see the small difference between them.

    The tolerance in double precision forgives constants in single precision, and would forgive a whole computation in
    it too; how the value changes from one case to the other does not.
    """
    got = [c.outcome.value for c in (first, nudged) if isinstance(c.outcome, Returned) and c.passed]
    if len(got) != 2 or got[0] is None or got[1] is None:  # noqa: PLR2004 - both are needed
        return None
    before, after = (value.astype(np.float64).reshape(first.expected.value.shape) for value in got if value is not None)
    expected = nudged.expected.value - first.expected.value
    moved = after - before
    noise = NOISE_ULPS * EPS["float64"] * (1.0 + np.abs(first.expected.value))
    wrong = (np.abs(expected) > SEEN * noise) & (np.abs(moved - expected) > CHANGE_RTOL * np.abs(expected) + noise)
    if not wrong.any():
        return None
    index = int(np.argmax(np.where(wrong, np.abs(expected), 0.0)))
    change = f"{number(moved.flat[index])} where {number(expected.flat[index])} is due"
    return Failure("dtype", f"float64 inputs moved by 1e-9 changed the value by {change}: precision is lost on the way")


def _message(
    what: str,
    got: NDArray[np.float64],
    right: NDArray[np.float64],
    allowed: NDArray[np.float64],
    wrong: NDArray[np.bool_],
) -> str:
    index = _worst(got, right, wrong)
    at = f" at index {tuple(int(i) for i in np.unravel_index(index, right.shape))}" if right.ndim else ""
    one, two, limit = got.flat[index], right.flat[index], allowed.flat[index]
    difference = abs(one - two)
    far = f", off by {difference:.3g} where {limit:.2g} is allowed" if math.isfinite(difference) else ""
    share = f" ({np.count_nonzero(wrong)} of {wrong.size} elements differ)" if wrong.size > 1 else ""
    return f"{what} {number(one)}{at}, expected {number(two)}{far}{share}"


def _worst(got: NDArray[np.float64], right: NDArray[np.float64], wrong: NDArray[np.bool_]) -> int:
    with np.errstate(invalid="ignore"):
        difference = np.abs(got - right)
    difference = np.where(np.isnan(difference), np.inf, difference)
    return int(np.argmax(np.where(wrong, difference, -1.0)))


def number(value: float) -> str:
    """Write a number with enough digits to tell it from its neighbours, and no more."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return f"{value:.7g}"


def kink_oracle(function: Callable[[dict[str, NDArray[Any]]], float], case: Case) -> KinkOracle:
    """Make the oracle that finds one-sided derivatives of a loss numerically.

    Args:
        function: The loss in float64 at given arrays, times the upstream gradient.
        case: The case around which to differentiate.
    """
    arrays = case.in_float64()

    def oracle(name: str, index: int) -> Interval:
        def along(step: float) -> float:
            moved = arrays[name].copy()
            moved.flat[index] += step
            return function({**arrays, name: moved})

        return one_sided(along, float(arrays[name].flat[index]))

    return oracle
