"""Mistakes that show in the gradients alone, where the values are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.diagnosis.agreement import close, ordinary, wrong_value
from lossquiz.grading.diagnosis.evidence import ROUNDED, Evidence, Factor, Found
from lossquiz.grading.judging.compare import KINK_ELEMENTS
from lossquiz.grading.judging.sizes import greatest
from lossquiz.grading.sandbox.both.outcomes import Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison

MIN_CASES = 5
FEW = 0.1  # of the gradients: so many may have lost to rounding what a factor would show


def search(evidence: Evidence) -> Iterator[Found]:
    """Yield what explains the gradients in every ordinary case; the values are right there."""
    if evidence.known.task.entry_kind == "backward":
        yield from _by_hand(evidence)
        return
    points = [c for c in evidence.comparisons if ordinary(c) and isinstance(c.outcome, Returned)]
    if any(wrong_value(c) for c in points):
        return
    where = "On ordinary inputs the" if any(wrong_value(c) for c in evidence.comparisons) else "The"
    judged = [c for c in points if c.case.judge_gradient and c.expected.gradients]
    leaks = sorted({failure.place for c in judged for failure in c.failures})
    if leaks and set(leaks) <= evidence.known.task.stopped:
        names = " and ".join(leaks)
        yield "gradient_leak", f"{where} value is right, but a gradient reaches {names}: a constant here; detach it."
        return
    alone = _alone(list(evidence.failing()))
    if alone:
        told = "one input's gradient must not hang on whether another's is asked for."
        yield "needs_all_gradients", f"Right where all inputs require grad, wrong where {alone} alone does: {told}"
        return
    for name, message in _gradients(judged):
        yield name, message.replace("The value", f"{where} value", 1)


def _alone(failed: Sequence[Comparison]) -> str:
    """Return which inputs alone required grad in all cases that failed, the extreme ones too; else nothing."""
    for c in failed:
        if not isinstance(c.outcome, Returned) or c.outcome.gradient_error or not c.case.alone:
            return ""
    return " or ".join(sorted({c.case.alone for c in failed}))


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
    yield from _one_element([p for p in wrong if p.case.kind != "boundary"])


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
        for got, right in gradient_pairs(point):
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


def gradient_pairs(point: Comparison) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Yield each gradient that came with the one that is due."""
    for name, got in _gradients_of(point):
        yield got, point.expected.gradients[name]


def _gradients_of(point: Comparison) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Yield the gradients that came, zeros for those that did not, where one of some elements is due."""
    assert isinstance(point.outcome, Returned)  # noqa: S101 - only such points are kept
    for name, right in point.expected.gradients.items():
        got = point.outcome.gradients.get(name)
        if right.size:
            yield name, (np.zeros_like(right) if got is None else got.astype(np.float64))


def _gradient_fits(points: Sequence[Comparison], factor: Factor) -> bool:
    """Whether nearly all gradients are a factor times the right ones, and the others as far as rounding lets it tell.

    Terms of one case that cancel in the gradient of one input leave what rounding leaves of them.
    """
    pairs = [(p, name, got) for p in points for name, got in _gradients_of(p)]
    untold = 0
    for point, name, got in pairs:
        k = factor(point.case)
        if not _is_times(point, name, got, k):
            untold += 1
            of = abs(k) * max(map(greatest, point.expected.gradients.values()))
            if untold > FEW * len(pairs) or not _is_times(point, name, got, k, of):
                return False
    return bool(pairs)


def _is_times(point: Comparison, name: str, got: NDArray[np.float64], factor: float, of: float = 0.0) -> bool:
    """Whether a gradient is a number times the right one, or at a kink times some right slope.

    `of` is the size of what it comes from, where that is larger.
    """
    right, slack = point.expected.gradients[name], _rounding(point)
    if got.shape != right.shape:
        return False
    if close(got, right * factor, point.case, slack, of):
        return True
    apart = np.flatnonzero(got != right * factor)
    if not factor or len(apart) > KINK_ELEMENTS:
        return False
    times = right * factor
    for index in apart:
        low, high = point.expected.slopes.at(name, int(index))
        if low < high:
            ends = sorted((low * factor, high * factor))
            times.flat[index] = min(max(got.flat[index], ends[0]), ends[1])
    return close(got, times, point.case, slack, of)


def _rounding(point: Comparison) -> float:
    """Return how far off a gradient may be by its own roundings, where it is right by the judge's measure."""
    allowed = point.expected.gradient_allowed.values() if point.passed else ()
    return ROUNDED * max((float(np.max(bound, initial=0.0)) for bound in allowed), default=0.0)


def _by_hand(evidence: Evidence) -> Iterator[Found]:
    """Yield which elements, or rows, of a gradient written by hand are zero, or wrong, in every case."""
    pairs = [(evidence.comparisons[index], evidence.got[index]) for index in evidence.wrong]
    for name, message in _parts([(got, c.expected.value, c.case) for c, got in pairs]):
        yield name, f"{message[0].upper()}{message[1:]}"


def _one_element(wrong: Sequence[Comparison]) -> Iterator[Found]:
    """Yield which elements, or rows, have their gradient, where the values are right."""
    triples = [(got, right, p.case) for p in wrong for got, right in gradient_pairs(p)]
    for name, message in _parts(triples):
        yield name, f"The value is right, but {message}"


PARTS: tuple[tuple[str, str, str, slice], ...] = (
    ("first_element_only", "only_one_row", "only the first {} has its gradient; all others get zero.", slice(1, None)),
    ("last_element_only", "only_one_row", "only the last {} has its gradient; all others get zero.", slice(None, -1)),
    ("last_element_left_out", "only_one_row", "the last {} is left out of the gradient.", slice(-1, None)),
    ("first_element_left_out", "only_one_row", "the first {} is left out of the gradient.", slice(0, 1)),
)
"""The name for elements and for rows, the mistake in words, and which of them lack their gradient."""


def _parts(triples: Sequence[tuple[NDArray[np.float64], NDArray[np.float64], Case]]) -> Iterator[Found]:
    """Yield which part of several gradients is not what it should be, where all the rest is right."""
    several = [t for t in triples if t[1].ndim and t[1].shape[0] > 1]
    if len(several) < MIN_CASES:
        return
    for of_elements, of_rows, message, lost in PARTS:
        if all(_only_lost(got.reshape(-1), right.reshape(-1), case, lost) for got, right, case in several):
            yield of_elements, message.format("element")
        elif all(_only_lost(got, right, case, lost) for got, right, case in several):
            yield of_rows, message.format("row")


def _only_lost(got: NDArray[np.float64], right: NDArray[np.float64], case: Case, lost: slice) -> bool:
    """Whether only a part of a gradient is wrong; where that is most of it, it must be zero."""
    if got.shape != right.shape:
        return False
    rest = right.copy()
    rest[lost] = 0.0 if (lost.stop is None and lost.start == 1) or lost.stop == -1 else got[lost]
    # Of great slopes of which one is left, as of p − 1 where p is near 1, rounding takes as much as of great ones.
    return close(got, rest, case, size=greatest(right)) and not close(got, right, case)
