"""Mistakes that show in one number: the ratio, or the difference, of what came to what was right."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.diagnosis.agreement import close, ordinary, real_numbers, refutes
from lossquiz.grading.sandbox.both.outcomes import Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.questions.model import ImplementTask

Found = tuple[str, str]
Factor = Callable[["Case"], float]
MIN_CASES = 5
MIN_VALUE = 1e-3
KNOWN = (
    (-1.0, "sign_flipped", "The sign is flipped: the result is the negative of the loss."),
    (0.5, "half", "The result is half of the loss: there is a factor ½ too many."),
    (2.0, "twice", "The result is twice the loss: a factor ½ is missing, or a term is counted twice."),
    (1 / math.log(2), "ln_2", "The result is the loss divided by ln 2: the logarithm is to base 2, not natural."),
    (math.log(2), "ln_2", "The result is the loss times ln 2: it has been converted between bits and nats."),
    (
        1 / math.log(10),
        "constant_factor",
        "The result is the loss divided by ln 10: the logarithm is to base 10, not natural.",
    ),
)


def search(task: ImplementTask, comparisons: Sequence[Comparison]) -> Iterator[Found]:
    """Yield what one factor or one offset explains in every ordinary case."""
    points = [c for c in comparisons if ordinary(c) and _value(c) is not None]
    failing_values = [c for c in points if any(f.place == "value" for f in c.failures)]
    if failing_values and len(points) >= MIN_CASES:
        yield from _factors(task, points)
        yield from _offset(points)
        yield from _constant(points)
    elif not failing_values:
        yield from _gradients([c for c in points if c.case.judge_gradient and c.expected.gradients])


def _value(comparison: Comparison) -> NDArray[np.float64] | None:
    got, right = real_numbers(comparison.outcome), comparison.expected.value
    return None if got is None or got.size != right.size else got.reshape(right.shape)


def _fits(points: Sequence[Comparison], factor: Factor) -> bool:
    for point in points:
        got = _value(point)
        right = point.expected.value * factor(point.case)
        if got is None or not close(
            got, right, point.case, point.expected.value_slack * max(1.0, abs(factor(point.case)))
        ):
            return False
        if refutes(point, right):
            return False
    return True


def _factors(task: ImplementTask, points: Sequence[Comparison]) -> Iterator[Found]:
    for factor, name, message in KNOWN:
        if _fits(points, lambda _case, k=factor: k):  # type: ignore[misc]
            yield name, message
    for count, name, message in _counts(task):
        if _fits(points, count):
            yield name, message
    constant = _common_ratio(points)
    if constant is not None and _fits(points, lambda _case: constant):
        yield "constant_factor", f"The result is {constant:.4g} times the loss in every case."


def _counts(task: ImplementTask) -> Iterator[tuple[Factor, str, str]]:
    first = task.inputs[0].name

    def shape(case: Case) -> tuple[int, ...]:
        return next(t.array.shape for t in case.call.tensors if t.name == first)

    def elements(case: Case) -> float:
        return float(math.prod(shape(case)))

    def rows(case: Case) -> float:
        return float(shape(case)[0]) if shape(case) else 1.0

    def columns(case: Case) -> float:
        return float(math.prod(shape(case)[1:]))

    def rows_less_one(case: Case) -> float:
        return rows(case) / (rows(case) - 1) if rows(case) > 1 else math.nan

    yield elements, "element_count", "The result grows with the number of elements: a sum where the mean is asked for."
    yield rows, "batch_size", "The result is the batch size times the loss: it is summed over the batch, not averaged."
    yield columns, "class_count", "The result is too large by the size of a row: the mean over it is missing."
    yield (
        (lambda c: 1 / columns(c)),
        "class_count",
        "The result is too small by the size of a row: it is averaged over all elements, not over the rows.",
    )
    yield (lambda c: 1 / rows(c)), "batch_size", "The result is divided by the batch size once more than it should be."
    yield (
        (lambda c: 1 / elements(c)),
        "element_count",
        "The result is divided by the number of elements once more than it should be.",
    )
    yield (
        rows_less_one,
        "batch_size",
        "The sum is divided by the batch size minus one; the mean divides by the batch size.",
    )


def _common_ratio(points: Sequence[Comparison]) -> float | None:
    ratios = []
    for point in points:
        got, right = _value(point), point.expected.value
        if got is not None and np.all(np.abs(right) > MIN_VALUE) and np.all(np.isfinite(got)):
            ratios.append(float(np.mean(got / right)))
    if len(ratios) < MIN_CASES:
        return None
    middle = float(np.median(ratios))
    return middle if middle and abs(middle - 1) > 1e-6 else None  # noqa: PLR2004 - a factor of 1 is no mistake


def _offset(points: Sequence[Comparison]) -> Iterator[Found]:
    offsets = [float(np.mean(got - p.expected.value)) for p in points if (got := _value(p)) is not None]
    middle = float(np.median(offsets))
    if abs(middle) < MIN_VALUE or not math.isfinite(middle):
        return
    if all(close(v, p.expected.value + middle, p.case) for p in points if (v := _value(p)) is not None):
        sign, reason = ("plus", "one too many") if middle > 0 else ("minus", "missing")
        message = f"The result is the loss {sign} {abs(middle):.4g} in every case: a constant term is {reason}."
        yield "constant_offset", message


def _constant(points: Sequence[Comparison]) -> Iterator[Found]:
    values = [v for p in points if (v := _value(p)) is not None]
    if len(values) >= MIN_CASES and all(np.array_equal(v, values[0]) for v in values):
        yield (
            "constant_answer",
            f"Every case gave {float(values[0].flat[0]):.4g}: the result does not depend on the inputs.",
        )


def _gradients(points: Sequence[Comparison]) -> Iterator[Found]:
    wrong = [p for p in points if not p.passed]
    if not wrong or any(not isinstance(p.outcome, Returned) or p.outcome.gradient_error for p in wrong):
        return
    if all(_missing(p) for p in wrong):
        yield (
            "detached_gradient",
            "The value is right but no gradient reaches the input: something is detached, or computed under no_grad.",
        )
        return
    smooth = [p for p in points if p.case.kind != "boundary"]
    for factor, name, message in _gradient_factors(smooth):
        if _gradient_fits(smooth, factor):
            yield name, message
            return


def _missing(point: Comparison) -> bool:
    assert isinstance(point.outcome, Returned)  # noqa: S101 - checked by the caller
    return all(point.outcome.gradients.get(name) is None for name in point.expected.gradients)


def _gradient_factors(points: Sequence[Comparison]) -> Iterator[tuple[Factor, str, str]]:
    ignores = "The value is right, but backward ignores the incoming gradient: multiply by grad_output."
    yield (lambda c: 1 / (c.call.upstream or 1.0)), "ignores_upstream", ignores
    summed = "The value is right, but the gradient is that of the sum: divide it by the number of {}."
    yield (lambda c: float(_first(c).size)), "scaled_gradient", summed.format("elements")
    yield (lambda c: float(len(_first(c))) if _first(c).ndim else 1.0), "scaled_gradient", summed.format("rows")
    ratios = []
    for point in points:
        for got, right in _gradient_pairs(point):
            top = np.argmax(np.abs(right))
            if abs(right.flat[top]) > 0:
                ratios.append(float(got.flat[top] / right.flat[top]))
    if len(ratios) >= MIN_CASES:
        middle = float(np.median(ratios))
        if middle == 0:
            yield (lambda _c: 0.0), "detached_gradient", "The value is right but the gradient is zero everywhere."
        elif abs(middle - 1) > 1e-6:  # noqa: PLR2004 - a factor of 1 is no mistake
            message = f"The value is right but the gradient is {middle:.4g} times what it should be."
            yield (lambda _c: middle), "scaled_gradient", message


def _first(case: Case) -> NDArray[Any]:
    return case.call.tensors[0].array


def _gradient_pairs(point: Comparison) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    assert isinstance(point.outcome, Returned)  # noqa: S101 - only such points are kept
    for name, right in point.expected.gradients.items():
        got = point.outcome.gradients.get(name)
        if right.size:
            yield (np.zeros_like(right) if got is None else got.astype(np.float64)), right


def _gradient_fits(points: Sequence[Comparison], factor: Factor) -> bool:
    pairs = [(got, right * factor(p.case), p.case) for p in points for got, right in _gradient_pairs(p)]
    return bool(pairs) and all(got.shape == right.shape and close(got, right, case) for got, right, case in pairs)
