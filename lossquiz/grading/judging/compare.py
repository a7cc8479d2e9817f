"""One outcome against what is right: shape and dtype before values, values before gradients.

The messages are like torch.testing's: how many elements differ, the greatest difference and where, what was allowed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from lossquiz.grading.judging.at_once import right_at_once
from lossquiz.grading.judging.numbers import SHOWN_ELEMENTS, apart, number, of_what
from lossquiz.grading.judging.precision import lost_precision
from lossquiz.grading.judging.side_effects import in_words
from lossquiz.grading.judging.tolerance import differs
from lossquiz.grading.remarks import place
from lossquiz.grading.sandbox.both.outcomes import Crashed, NotRun, Outcome, OutOfMemory, Raised, Returned, TimedOut

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.expectations import Expectations, Expected
    from lossquiz.questions.kinds.implement import ImplementTask

CheckName = Literal[
    "value", "gradient", "stability", "shape", "dtype", "defaults", "contract", "memory", "from_scratch"
]

NUMBERS: frozenset[CheckName] = frozenset({"value", "gradient", "stability"})  # what compares numbers
KINK_ELEMENTS = 64  # beyond so many wrong elements it is no kink


@dataclass(frozen=True, slots=True, eq=False)
class Failure:
    """One thing wrong with one outcome.

    Attributes:
        check: The check that it belongs to.
        said: What was expected and what came, with the difference and what was allowed; or what works that out, since
            of many failures one is told.
        place: Which result: `value`, or the name of the input whose gradient it is.
    """

    check: CheckName
    said: str | Callable[[], str]
    place: str = "value"

    @property
    def message(self) -> str:
        """What was expected and what came, in words."""
        return self.said if isinstance(self.said, str) else self.said()


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


def wrong_places(comparison: Comparison) -> set[str]:
    """Return of what numbers are wrong: `value`, and the names of inputs whose gradients are."""
    return {f.place for f in comparison.failures if f.check in NUMBERS}


_KIND_ORDER = {"worked": 0, "random": 1, "boundary": 2, "contract": 3, "extreme": 4, "memory": 5}


def simplest_first(comparisons: Iterable[Comparison]) -> Iterator[Comparison]:
    """Yield failing cases in order: the first is the one to show."""
    # Writing the numbers out takes longest: only of those that are asked for, and alike by all else.
    for _, alike in groupby(sorted(comparisons, key=_rank), _rank):
        yield from sorted(alike, key=_digits)


def simplest(comparisons: Iterable[Comparison]) -> Comparison:
    """Return the one of some failing cases that is the one to show."""
    return next(simplest_first(comparisons))


def _rank(comparison: Comparison) -> tuple[int, int, int]:
    case = comparison.case
    return (case.size, _KIND_ORDER[case.kind], int(case.dtype == "float64"))


def _digits(comparison: Comparison) -> int:
    tensors = comparison.case.call.tensors
    return sum(len(f"{number:g}") for tensor in tensors for number in tensor.array.ravel()[:SHOWN_ELEMENTS])


def compare_all(known: Expectations, outcomes: Sequence[Outcome]) -> tuple[Comparison, ...]:
    """Compare every outcome with what is right, and each nudged case with the one before it."""
    right = right_at_once(known, outcomes)
    comparisons = [
        Comparison(known.cases[index], known.expected[index], outcome, ())
        if right[index]
        else compare_case(known.task, known.cases[index], known.expected[index], outcome)
        for index, outcome in enumerate(outcomes)
    ]
    for index, comparison in enumerate(comparisons):
        message = lost_precision(comparisons[index - 1], comparison)
        if message:
            lost = Failure("dtype", message)
            comparisons[index] = replace(comparison, failures=(*comparison.failures, lost))
    return tuple(comparisons)


def compare_case(task: ImplementTask, case: Case, expected: Expected, outcome: Outcome) -> Comparison:
    """Compare one outcome with what is right.

    Args:
        task: The question.
        case: The case.
        expected: The right answer.
        outcome: What the submission did.
    """
    if isinstance(outcome, Returned):
        failures = tuple(_failures(task, case, expected, outcome))
    else:
        failures = (_absence(case, outcome),)
    return Comparison(case, expected, outcome, failures)


def _absence(case: Case, outcome: Outcome) -> Failure:
    check: CheckName = "stability" if case.kind == "extreme" else "value"
    if isinstance(outcome, Raised):
        where = place(outcome.line, outcome.cell)
        return Failure(check, f"raised {outcome.type_name}{where}: {outcome.message}")
    if isinstance(outcome, TimedOut):
        return Failure(check, outcome.reason)
    if isinstance(outcome, Crashed):
        return Failure(check, f"ended the process: {outcome.reason}")
    if isinstance(outcome, OutOfMemory) and case.kind == "memory":
        return Failure("memory", "asked for more memory in one piece than the question allows; work in blocks")
    if isinstance(outcome, OutOfMemory):
        return Failure(check, "asked for more memory than a submission may use")
    assert isinstance(outcome, NotRun)  # noqa: S101 - the last of the union
    return Failure(check, "was not run, because an earlier case ended the process")


def _failures(task: ImplementTask, case: Case, expected: Expected, outcome: Returned) -> list[Failure]:
    failures = _form(task, case, expected, outcome)
    if outcome.mutated:
        names = " and ".join(outcome.mutated)
        failures.append(Failure("contract", f"changed its input {names}; work on a copy"))
    failures += [
        Failure("memory" if effect.kind == "too_large" else "contract", in_words(effect))
        for effect in outcome.side_effects
    ]
    if not _comparable(expected, outcome):
        return failures or [_unreadable(case)]
    wrong = _value(case, expected, outcome)
    if wrong:
        failures.append(wrong)
    if case.judge_gradient and expected.gradients:
        failures.extend(_gradients(task, case, expected, outcome))
    return failures


def _unreadable(case: Case) -> Failure:
    """Fail a result of the right shape and dtype that holds no numbers: what cannot be compared is never right."""
    check: CheckName = "stability" if case.kind == "extreme" else "value"
    return Failure(check, "returned a tensor whose numbers cannot be read; expected an ordinary tensor on the CPU")


def _form(task: ImplementTask, case: Case, expected: Expected, outcome: Returned) -> list[Failure]:
    failures: list[Failure] = []
    arrays_do = task.entry_kind == "backward"
    if not _has_form(task, outcome):
        what = "a tensor or an array" if arrays_do else "a 0-d tensor, so that gradients can flow"
        return [Failure("contract", f"returned {_called(outcome)}; expected {what}")]
    # NumPy makes scalars of 0-d arrays, and `atleast_1d` is how code for both is written.
    one_number = arrays_do and expected.value.shape == () and set(outcome.shape) <= {1}
    if outcome.shape != expected.value.shape and not one_number:
        failures.append(
            Failure("shape", f"returned shape {outcome.shape}; expected {expected.value.shape}{_why_shape(expected)}")
        )
    if outcome.dtype not in case.dtypes_of_result:
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


def is_made(check: CheckName, task: ImplementTask, comparison: Comparison) -> bool:
    """Whether a check could be made in a case: what returns nothing has no shape, and no number to compare."""
    outcome = comparison.outcome
    if comparison.passed or not isinstance(outcome, Returned):
        return comparison.passed
    if check in {"shape", "dtype"}:
        return _has_form(task, outcome)
    return check in {"contract", "memory", "from_scratch"} or _comparable(comparison.expected, outcome)


def _has_form(task: ImplementTask, outcome: Returned) -> bool:
    if task.entry_kind == "backward":
        return outcome.kind not in {"none", "other"}
    return outcome.kind == "tensor"


def _value(case: Case, expected: Expected, outcome: Returned) -> Failure | None:
    assert outcome.value is not None  # noqa: S101 - checked by _comparable
    got = outcome.value.astype(np.float64).reshape(expected.value.shape)
    wrong = differs(got, expected.value, expected.allowed)
    if not wrong.any():
        return None
    check: CheckName = "stability" if case.kind == "extreme" else "value"
    return Failure(check, partial(_value_message, case, expected, got, wrong))


def _gradients(task: ImplementTask, case: Case, expected: Expected, outcome: Returned) -> list[Failure]:
    check: CheckName = "stability" if case.kind == "extreme" else "gradient"
    if outcome.gradient_error:
        return [Failure(check, f"backward raised {outcome.gradient_error}", next(iter(expected.gradients)))]
    failures: list[Failure] = []
    for name, right in expected.gradients.items():
        got = outcome.gradients.get(name)
        said: str | Callable[[], str] | None = _absent_gradient(name, got, right, outcome)
        if not said and got is not None:
            said = _gradient(case, expected, name, got.astype(np.float64), stopped=name in task.stopped)
        if said:
            failures.append(Failure(check, said, name))
    return failures


def _absent_gradient(name: str, got: NDArray[Any] | None, right: NDArray[np.float64], outcome: Returned) -> str:
    if got is None:
        if not np.any(right):
            return ""  # no gradient at all is a zero gradient
        what = "the result does not require grad" if not outcome.requires_grad else "none arrived"
        return f"no gradient for {name}: {what} (was something detached, or turned into a number?)"
    return "" if got.shape == right.shape else f"the gradient of {name} has shape {got.shape}; expected {right.shape}"


def _gradient(
    case: Case, expected: Expected, name: str, got: NDArray[np.float64], *, stopped: bool
) -> Callable[[], str] | None:
    """Return what says how a gradient differs, or None where it does not by more than is allowed."""
    right, allowed = expected.gradients[name], expected.gradient_allowed[name]
    wrong = differs(got, right, allowed)
    if not wrong.any():
        return None
    if stopped:
        return partial(_reaches, name, got, right, wrong)
    if _all_at_kinks(expected, name, got, wrong):
        return None
    return partial(_gradient_message, case, expected, name, got, wrong)


def _reaches(name: str, got: NDArray[np.float64], right: NDArray[np.float64], wrong: NDArray[np.bool_]) -> str:
    index = _worst(got, right, wrong)
    return f"a gradient reaches {name} ({number(got.flat[index])}); it counts as a constant: detach it"


def _all_at_kinks(expected: Expected, name: str, got: NDArray[np.float64], wrong: NDArray[np.bool_]) -> bool:
    """Whether every element that differs is a right slope at a kink; the first that is not ends the search."""
    if np.count_nonzero(wrong) > KINK_ELEMENTS:
        return False
    for index in np.flatnonzero(wrong):
        low, high = expected.slopes.at(name, int(index))
        slack = expected.gradient_allowed[name].flat[index]
        if not (low < high and low - slack <= got.flat[index] <= high + slack):
            return False
    return True


def _value_message(case: Case, expected: Expected, got: NDArray[np.float64], wrong: NDArray[np.bool_]) -> str:
    return _message("value", got, expected.shown(case.dtype), expected.allowed, wrong)


def _gradient_message(
    case: Case, expected: Expected, name: str, got: NDArray[np.float64], wrong: NDArray[np.bool_]
) -> str:
    right, allowed = expected.shown_gradient(name, case.dtype), expected.gradient_allowed[name]
    return _message(f"gradient of {name}", got, right, allowed, wrong, of_what(case.call.upstream))


def _message(
    what: str,
    got: NDArray[np.float64],
    right: NDArray[np.float64],
    allowed: NDArray[np.float64],
    wrong: NDArray[np.bool_],
    times: str = "",
) -> str:
    index = _worst(got, right, wrong)
    at = f" at index {tuple(int(i) for i in np.unravel_index(index, right.shape))}" if right.ndim else ""
    one, two, limit = got.flat[index], right.flat[index], allowed.flat[index]
    difference = abs(one - two)
    far = f", off by {difference:.3g} where {limit:.2g} is allowed" if math.isfinite(difference) else ""
    share = f" ({np.count_nonzero(wrong)} of {wrong.size} elements differ)" if wrong.size > 1 else ""
    came, due = apart(float(one), float(two))
    return f"{what} {came}{at}, expected {due}{times}{far}{share}"


def _worst(got: NDArray[np.float64], right: NDArray[np.float64], wrong: NDArray[np.bool_]) -> int:
    with np.errstate(invalid="ignore"):
        difference = np.abs(got - right)
    difference = np.where(np.isnan(difference), np.inf, difference)
    return int(np.argmax(np.where(wrong, difference, -1.0)))
