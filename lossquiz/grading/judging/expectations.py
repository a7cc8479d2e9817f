"""What is right: the reference in float64, with the error that float32 itself makes.

Only the trusted side imports this. Values and gradients are computed once per (question, seed) and shared by
every submission of a batch.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lossquiz.grading.cases.cases import Case, make_cases
from lossquiz.grading.judging.kinks import Slopes
from lossquiz.grading.judging.reference import Numbers, Reference, differentiate, evaluate, load_reference
from lossquiz.grading.judging.sizes import greatest_finite
from lossquiz.grading.judging.tolerance import allowance, size_of_gradient, without_noise
from lossquiz.questions.authored import Blamed, reference_of
from lossquiz.questions.containing import sheltered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.sandbox.both.job import Call
    from lossquiz.questions.kinds.implement import ImplementTask

MIN_ROWS, MAX_ROWS = 2, 6
NEARBY_POINTS, NEARBY = 3, 1e-3  # how many points beside a case tell the rounding error there, and how far off


@dataclass(frozen=True, slots=True)
class Expected:
    """The right answer to one case.

    Attributes:
        value: The loss, or for `backward` tasks the gradient, in float64.
        gradients: The gradient of `upstream · loss` for each input that is due one.
        value_slack: How far off a right answer may be beyond the common tolerance: the error of the reference
            itself in the case's precision, and what the question forgives.
        gradient_slack: The same for each gradient.
        allowed: How far off each number of the value may be in all.
        gradient_allowed: The same for each gradient.
        slopes: The right slopes where the loss has a kink.
    """

    value: NDArray[np.float64]
    gradients: Mapping[str, NDArray[np.float64]]
    value_slack: float
    gradient_slack: Mapping[str, float]
    allowed: NDArray[np.float64]
    gradient_allowed: Mapping[str, NDArray[np.float64]]
    slopes: Slopes

    def shown(self, dtype: str) -> NDArray[np.float64]:
        """Return the value as a report writes it: a hand-written gradient has the noise that other gradients have."""
        return without_noise(self.value, greatest_finite(self.value), dtype)

    def shown_gradient(self, name: str, dtype: str) -> NDArray[np.float64]:
        """Return the gradient of an input as a report writes it."""
        return without_noise(self.gradients[name], max(map(greatest_finite, self.gradients.values())), dtype)


@dataclass(frozen=True, slots=True)
class Expectations:
    """The cases of one question under one seed, each with its right answer.

    Attributes:
        task: The question.
        seed: The seed.
        cases: The cases, in the order in which they are run.
        expected: The right answer to each.
        calls: What a submission is asked: the calls of the cases, one tuple for all submissions.
        memory: What judging one submission has worked out about these cases, kept for the next one.
    """

    task: ImplementTask
    seed: int
    cases: tuple[Case, ...]
    expected: tuple[Expected, ...]
    calls: tuple[Call, ...] = field(init=False, repr=False, compare=False)
    memory: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "calls", tuple(case.call for case in self.cases))

    def of_written(self) -> Iterator[Expected]:
        """Yield the right answers to the cases that an author wrote, which are the same under every seed."""
        return (expected for case, expected in zip(self.cases, self.expected, strict=True) if case.written)


def expectations_of(
    task: ImplementTask, seed: int, *, strict: bool = False, like: Expectations | None = None
) -> Expectations:
    """Make the cases of a question and work them out.

    Args:
        task: The question.
        seed: The seed of the cases.
        strict: Forgive nothing but the reference's own error at each case, which takes a third of the time: what passes
            so passes with more. Only what the seed draws is asked: what an author wrote is the same under every seed,
            and memory hangs on the code, and on no number.
        like: The same of another seed, not strict: what an author wrote need not be worked out again.

    Raises:
        BankError: The reference cannot be loaded, or gives no number.
    """
    reference = load_reference(task)
    before = iter(like.of_written() if like and not strict else ())
    with sheltered():
        cases = tuple(case for case in make_cases(task, seed) if case.drawn or not strict)
        expected = tuple(
            (case.written and next(before, None)) or _expected(task, reference, case, strict=strict) for case in cases
        )
    return Expectations(task, seed, cases, expected)


def _expected(task: ImplementTask, reference: Reference, case: Case, *, strict: bool) -> Expected:
    with Blamed(reference_of(task), f"in the case “{case.note}” the reference"):
        return expect(task, reference, case, 0 if strict else NEARBY_POINTS, forgiven=not strict)


def expect(
    task: ImplementTask, reference: Reference, case: Case, nearby: int = NEARBY_POINTS, *, forgiven: bool = True
) -> Expected:
    """Work out one case in float64, and measure the reference's own error in the case's precision.

    Args:
        task: The question.
        reference: Its reference.
        case: The case.
        nearby: At how many points beside a random case the error is measured too.
        forgiven: Whether what the question forgives is worked out as well.
    """
    work = partial(differentiate, task, reference, case)
    right = work(torch.float64)
    pairs = tuple(_alike(task, case, right, work, nearby, forgiven=forgiven))
    value_slack = max((_distance(one.value, other.value) for one, other in pairs), default=0.0)
    slack = {
        name: max((_distance(one.gradients[name], other.gradients[name]) for one, other in pairs), default=0.0)
        for name in right.gradients
    }
    slopes = Slopes(partial(evaluate, reference, case), case)
    return expected_of(case, *right, value_slack, slack, slopes, by_hand=task.entry_kind == "backward")


def _alike(
    task: ImplementTask, case: Case, right: Numbers, work: Callable[..., Numbers], nearby: int, *, forgiven: bool
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield pairs of numbers of which one is as right as the other: their difference is allowed."""
    if case.dtype == "float32":
        yield right, work(torch.float32)
        # At one point the reference may by luck make no rounding error; a few nearby tell how large it mostly is.
        for near in _neighbours(task, case, nearby):
            yield work(torch.float64, near), work(torch.float32, near)
    if task.input_slack and forgiven:
        for arrays in _shifted(task, case):
            yield right, work(torch.float64, arrays)


def _neighbours(task: ImplementTask, case: Case, count: int) -> Iterator[dict[str, NDArray[Any]]]:
    """Yield inputs close to those of a case that was drawn."""
    if case.drawn:
        arrays = case.arrays()
        for number in range(count):
            noise = np.random.default_rng(number)
            yield arrays | {spec.name: _moved(arrays[spec.name], noise) for spec in task.inputs if spec.gradient}


def _moved(array: NDArray[Any], noise: np.random.Generator) -> NDArray[Any]:
    return np.asarray(array * (1 + NEARBY * noise.uniform(-1, 1, array.shape)), dtype=array.dtype)


def _shifted(task: ImplementTask, case: Case) -> Iterator[dict[str, NDArray[Any]]]:
    """Yield inputs moved by as much as the question forgives.

    An epsilon that is added to a difference moves all of the first input one way. A guard beside a norm acts on each
    row by itself: a few draws of signs, for every input, tell what such a thing may do at the most.
    """
    arrays = case.in_float64()
    first = next(name for name, array in arrays.items() if array.dtype.kind == "f")
    for shift in (task.input_slack, -task.input_slack):
        yield arrays | {first: np.asarray(arrays[first] + shift)}
    for number in range(NEARBY_POINTS):
        signs = np.random.default_rng(number)
        yield arrays | {
            spec.name: np.asarray(
                arrays[spec.name] + task.input_slack * signs.choice((-1.0, 1.0), arrays[spec.name].shape)
            )
            for spec in task.inputs
            if spec.gradient
        }


def expected_of(
    case: Case,
    value: NDArray[np.float64],
    gradients: Mapping[str, NDArray[np.float64]],
    value_slack: float,
    gradient_slack: Mapping[str, float],
    slopes: Slopes,
    *,
    by_hand: bool = False,
) -> Expected:
    """Add to what is right how far off an answer may be; `by_hand` says that the value is a gradient."""
    scale = size_of_gradient(value, 1.0) if by_hand else 1.0
    allowed = allowance(case, value, value_slack, scale)
    upstream = case.call.upstream or 1.0
    gradient_allowed = {
        name: allowance(case, right, gradient_slack[name], size_of_gradient(right, upstream))
        for name, right in gradients.items()
    }
    return Expected(value, gradients, value_slack, gradient_slack, allowed, gradient_allowed, slopes)


def row_terms(task: ImplementTask, case: Case, expected: Expected) -> tuple[float, ...]:
    """Work a small case out row by row.

    Returns:
        The loss of each row alone, when there are a few rows and the expected value is their mean; else nothing.
    """
    arrays = case.in_float64()
    rows = {len(array) if array.ndim and name in task.by_row else 0 for name, array in arrays.items()}
    if task.entry_kind == "backward" or len(rows) != 1 or not MIN_ROWS <= (count := rows.pop()) <= MAX_ROWS:
        return ()
    reference = load_reference(task)
    terms: list[float] = []
    with torch.no_grad():
        for row in range(count):
            tensors = {name: torch.from_numpy(array[row : row + 1].copy()) for name, array in arrays.items()}
            terms.append(float(reference(**tensors, **case.values)))
    return tuple(terms) if np.isclose(np.mean(terms), expected.value, rtol=1e-9, atol=0) else ()


def _distance(right: NDArray[np.float64], rough: NDArray[np.float64]) -> float:
    """Return the greatest finite difference."""
    with np.errstate(invalid="ignore"):
        return greatest_finite(np.asarray(right - rough))
