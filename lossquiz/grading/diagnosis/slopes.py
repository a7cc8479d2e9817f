"""What shows a mistake, in one line of numbers: a term, the slope that it should have, and the slope that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import tee
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from lossquiz.grading.judging.compare import simplest_first
from lossquiz.grading.judging.numbers import number, of_what
from lossquiz.grading.judging.tolerance import differs
from lossquiz.grading.sandbox.both.outcomes import Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations


PLAIN = 1e-3


class Slope(NamedTuple):
    """One wrong slope: of the loss, with respect to one element of an input."""

    case: Case
    name: str
    at: int
    due: float
    had: float

    @property
    def is_plain(self) -> bool:
        """Whether the difference shows in the digits that are written down."""
        return not abs(self.had - self.due) <= PLAIN * abs(self.due)


def derivation_of(known: Expectations, comparisons: Sequence[Comparison], smaller: Sequence[Comparison] = ()) -> str:
    """Say of the simplest failing case which slope is wrong, or where none is, which value; "" where nothing came.

    Args:
        known: The cases.
        comparisons: Every case with its outcome.
        smaller: Failing cases made smaller, of which one may be the counterexample that the report shows.
    """
    failed, again = tee(simplest_first(filter(_of_these_inputs, (*comparisons, *smaller))))
    slope = None
    for found in (slope for c in failed for slope in _wrong_slopes(known, c)):
        slope = slope or found
        if found.is_plain:
            slope = found
            break
    if slope is not None:
        return _said(slope, elsewhere=slope.case is not next(again).case)
    return next((said for c in again if (said := _wrong_value(c))), "")


def _of_these_inputs(comparison: Comparison) -> bool:
    """Whether a case is wrong in a single call: what later calls gave may be of inputs that the first has changed."""
    outcome = comparison.outcome
    changed = isinstance(outcome, Returned) and outcome.mutated
    return not comparison.passed and not changed and comparison.case.call.use == "plain"


def _said(slope: Slope, *, elsewhere: bool) -> str:
    case, name = slope.case, slope.name
    where = f"{'In another case, at' if elsewhere else 'At'} {_term(case, name, slope.at)}"
    upstream = case.call.upstream or 1.0
    scaled = (
        f" ({number(slope.due * upstream)} and {number(slope.had * upstream)}{times})"
        if (times := of_what(upstream))
        else ""
    )
    at = _position(case, name, slope.at)
    return f"{where}: the slope in {name}{at} should be {number(slope.due)}, and is {number(slope.had)}{scaled}."


def _wrong_slopes(known: Expectations, comparison: Comparison) -> Iterator[Slope]:
    """Yield the slope that differs most in each gradient that came; for a hand-written gradient it is the value."""
    outcome, expected = comparison.outcome, comparison.expected
    if not isinstance(outcome, Returned):
        return
    dtype = comparison.case.dtype
    if known.task.entry_kind == "backward":
        first = known.task.inputs[0].name
        pairs = [(first, outcome.value, expected.value, expected.shown(dtype), expected.allowed)]
        upstream = 1.0
    else:
        pairs = [
            (name, outcome.gradients.get(name), expected.gradients[name], expected.shown_gradient(name, dtype), allowed)
            for name, allowed in expected.gradient_allowed.items()
        ]
        upstream = comparison.case.call.upstream or 1.0
    for name, came, due, shown, allowed in pairs:
        got = np.zeros_like(due) if came is None else np.asarray(came, dtype=np.float64)
        if got.shape == due.shape and due.size and differs(got, due, allowed).any():
            index = _worst(got, due, allowed)
            had, right, said = (float(array.flat[index]) for array in (got, due, shown))
            # As the report writes it, but where that takes for noise what a slope is measured against.
            right = said if abs(said - right) <= PLAIN * abs(had - right) else right
            yield Slope(comparison.case, name, index, right / upstream, had / upstream)


def _worst(got: NDArray[np.float64], due: NDArray[np.float64], allowed: NDArray[np.float64]) -> int:
    with np.errstate(invalid="ignore"):
        far = np.where(np.isfinite(got) & np.isfinite(due), np.abs(got - due), np.inf)
    return int(np.argmax(np.where(differs(got, due, allowed), far, -1.0)))


def _position(case: Case, name: str, index: int) -> str:
    array = next(t.array for t in case.call.tensors if t.name == name)
    return _index(np.unravel_index(index, array.shape)) if array.size > 1 else ""


def _index(place: Sequence[np.intp]) -> str:
    return str([int(i) for i in place])


def _term(case: Case, name: str, index: int) -> str:
    """Write down the inputs of the term in which an element stands: those of its place, or of its row."""
    shape = next(t.array.shape for t in case.call.tensors if t.name == name)
    place = np.unravel_index(index, shape)
    parts = []
    for tensor in case.call.tensors:
        array = tensor.array
        its_place = place[: array.ndim] if array.shape == shape[: array.ndim] else ()
        own = array[its_place]
        if np.size(own) == 1:
            at = _index(its_place) if array.size > 1 else ""
            parts.append(f"{tensor.name}{at} = {number(float(np.reshape(own, -1)[0]))}")
    parts += [f"{parameter} = {value:g}" for parameter, value in case.values.items()]
    return ", ".join(parts)


def _wrong_value(comparison: Comparison) -> str:
    outcome, right = comparison.outcome, comparison.expected.value
    if not isinstance(outcome, Returned) or outcome.value is None or outcome.value.dtype.kind not in "fiub":
        return ""
    got = outcome.value.astype(np.float64)
    if got.size != 1 or right.size != 1:
        return ""
    due, had = number(float(right.reshape(-1)[0])), number(float(got.reshape(-1)[0]))
    return f"In the smallest failing case the value should be {due}, and is {had}."
