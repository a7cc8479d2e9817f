"""Digits that are lost on the way: half or single precision inside, results that are rounded, constants cut short."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import torch

from lossquiz.grading.diagnosis.changed_calls import distance, kept
from lossquiz.grading.diagnosis.evidence import Evidence, Found
from lossquiz.grading.judging.precision import lost_precision
from lossquiz.grading.judging.reference import Numbers, differentiate, load_reference
from lossquiz.grading.judging.sizes import all_finite, greatest_finite
from lossquiz.grading.sandbox.both.outcomes import Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations

MIN_CASES = 4
SINGLE = 1e-5  # relative error of a sum in single precision, generously
AS_ROUGH = 10.0  # times the error of the reference itself in that precision
HALF = 0.05  # relative error of a sum in half precision, generously
MOST_PLACES = 6
SPARE = 1e-6
Holds = Callable[["NDArray[np.float64]"], bool]
Pair = tuple["NDArray[np.float64]", "NDArray[np.float64]"]


def search(evidence: Evidence) -> Iterator[Found]:
    """Yield where digits are lost, in half precision or by rounding, as far as the numbers prove it."""
    if not only_double(evidence):
        yield from _half(evidence)
        yield from _rounded(evidence)


def only_double(evidence: Evidence) -> bool:
    """Whether nothing fails but cases in double precision, and by no more than single precision would lose."""
    known = evidence.known
    failing = [(index, c) for index, c in enumerate(evidence.comparisons) if not c.passed]
    return all(c.case.dtype == "float64" for _, c in failing) and all(
        _nearly(c, SINGLE) or _nearly(c, SINGLE, _in_single_precision(known, index)) for index, c in failing
    )


def _in_single_precision(known: Expectations, index: int) -> Numbers:
    """Return what the reference gives in a case in single precision, which may lose most digits of what cancels."""

    def work() -> Numbers:
        return differentiate(known.task, load_reference(known.task), known.cases[index], torch.float32)

    numbers: Numbers = kept(known, ("in single precision", index), work)
    return numbers


def search_double(evidence: Evidence) -> Iterator[Found]:
    """Yield what only double precision shows: a cast to single precision, where it is proved, or too few digits."""
    if not only_double(evidence):
        return
    wide = [c for c in evidence.comparisons if c.case.dtype == "float64"]
    if blind(evidence.comparisons) or any(_all_hold(pairs, _in_single) for pairs in channels(wide)):
        yield "wrong_dtype", "Right in single precision only: on the way, double precision is cast to float32."
    else:
        message = (
            "Right in single precision only, though nothing is cast: look for a constant of few digits, an epsilon, a "
            "bound, or a difference of near numbers."
        )
        yield "imprecise", message


def blind(comparisons: Sequence[Comparison]) -> bool:
    """Whether a change of the inputs that only double precision can hold is not seen in the value."""
    return any(
        nudged.case.nudged and lost_precision(replace(first, failures=()), replace(nudged, failures=())) != ""
        for first, nudged in itertools.pairwise(comparisons)
    )


def channels(comparisons: Sequence[Comparison]) -> Iterator[list[Pair]]:
    """Yield, for the value and for each gradient, what came back and what is due in every case."""
    returned = [(c, c.outcome) for c in comparisons if isinstance(c.outcome, Returned)]
    yield [
        (o.value.astype(np.float64), c.expected.value)
        for c, o in returned
        if o.value is not None and o.value.dtype.kind == "f" and o.value.size == c.expected.value.size
    ]
    names = {name for c, _ in returned for name in c.expected.gradients}
    for name in sorted(names):
        yield [
            (got.astype(np.float64), c.expected.gradients[name])
            for c, o in returned
            if name in c.expected.gradients and (got := o.gradients.get(name)) is not None
        ]


def _all_hold(pairs: Sequence[Pair], holds: Holds) -> bool:
    """Whether a short format holds all that came back, and not what is due in some of the cases."""
    return all(holds(got) for got, _ in pairs) and sum(not holds(right) for _, right in pairs) >= MIN_CASES


def _in_single(array: NDArray[np.float64]) -> bool:
    return bool(np.array_equal(array.astype(np.float32).astype(np.float64), array, equal_nan=True))


def _in_half(array: NDArray[np.float64]) -> bool:
    with np.errstate(over="ignore", invalid="ignore"):
        return _is(array, array.astype(np.float16).astype(np.float64))


def _in_bfloat16(array: NDArray[np.float64]) -> bool:
    bits = np.ascontiguousarray(array, dtype=np.float32).reshape(-1).view(np.uint32)
    cut = ((bits + 0x8000) & 0xFFFF0000).astype(np.uint32).view(np.float32)
    return _is(array.reshape(-1), cut.astype(np.float64))


def _is(array: NDArray[np.float64], held: NDArray[np.float64]) -> bool:
    """Whether a format holds an array, but for what a division in single precision has left since."""
    with np.errstate(invalid="ignore"):
        same = (np.abs(array - held) <= SPARE * np.abs(array)) | (array == held) | np.isnan(array)
    return bool(np.all(same))


def _half(evidence: Evidence) -> Iterator[Found]:
    usual = [evidence.comparisons[index] for index in evidence.usual]
    if not all(_nearly(c, HALF) for c in usual if not c.passed):
        return
    for name, holds in (("float16", _in_half), ("bfloat16", _in_bfloat16)):
        for pairs in itertools.chain(channels(usual), _multiplied(evidence)):
            if _all_hold(pairs, holds):
                message = f"Half precision ({name}) is used on the way: what comes back has no more digits than that."
                yield "half_precision", message


def _multiplied(evidence: Evidence) -> Iterator[list[Pair]]:
    """Yield what a gradient written by hand was before it was divided by the number of elements, or of rows."""
    if evidence.known.task.entry_kind == "backward":
        pairs = [(got, evidence.comparisons[index].expected.value) for index, got in evidence.got.items()]
        yield [(got * got.size, right * right.size) for got, right in pairs]
        yield [(got * len(got), right * len(right)) for got, right in pairs if got.ndim]


def _nearly(comparison: Comparison, far: float, rough: Numbers | None = None) -> bool:
    """Whether all numbers are right but for a relative error, or for some times that of `rough`."""
    outcome, expected = comparison.outcome, comparison.expected
    if not isinstance(outcome, Returned) or outcome.value is None or outcome.gradient_error:
        return False
    like = rough or expected  # itself: of which nothing is lost
    triples = [(outcome.value, expected.value, like.value)]
    triples += [
        (g, right, like.gradients[n])
        for n, right in expected.gradients.items()
        if (g := outcome.gradients.get(n)) is not None
    ]
    return all(
        got.size == right.size
        and np.allclose(
            got.reshape(right.shape),
            right,
            rtol=far,
            atol=far * greatest_finite(right) + AS_ROUGH * distance(right, like),
        )
        for got, right, like in triples
        if all_finite(got) or far < HALF  # half precision overflows early
    )


def _rounded(evidence: Evidence) -> Iterator[Found]:
    """Yield that every value is a decimal fraction of few places, and no farther from the right one than that."""
    pairs = [(evidence.got[index], evidence.comparisons[index].expected.value) for index in evidence.got]
    pairs = [(got, right) for got, right in pairs if all_finite(got)]
    if not evidence.wrong:
        return
    for places in range(1, MOST_PLACES + 1):
        step = 10.0**-places
        if all(_decimal(got, step) for got, _ in pairs) and sum(not _decimal(r, step) for _, r in pairs) >= MIN_CASES:
            if all(np.all(np.abs(got - right) <= step * 1.01 + 1e-6 * np.abs(right)) for got, right in pairs):
                yield "rounded_result", f"The result is rounded to {places} decimal places; return it as it is."
            return


def _decimal(array: NDArray[np.float64], step: float) -> bool:
    scaled = array / step
    return bool(np.all(np.abs(scaled - np.round(scaled)) <= 1e-6 * np.abs(scaled) + 1e-6))
