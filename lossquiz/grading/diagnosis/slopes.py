"""What shows a mistake, in one line of numbers: a term, the slope that it should have, and the slope that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from lossquiz.grading.checks import shown_comparison
from lossquiz.grading.diagnosis.agreement import real_numbers
from lossquiz.grading.judging.compare import simplest_first, wrong_places
from lossquiz.grading.judging.numbers import apart, number, of_what
from lossquiz.grading.judging.tolerance import differs
from lossquiz.grading.sandbox.both.outcomes import Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations


PLAIN = 1e-3


class Slope(NamedTuple):
    """One wrong slope: of the loss, with respect to one element of an input; `had` is None where none came."""

    case: Case
    name: str
    at: int
    due: float
    had: float | None

    @property
    def is_plain(self) -> bool:
        """Whether the difference shows in the digits that are written down."""
        return self.had is None or not abs(self.had - self.due) <= PLAIN * abs(self.due)


def derivation_of(known: Expectations, comparisons: Sequence[Comparison], smaller: Sequence[Comparison] = ()) -> str:
    """Say of the counterexample that the report shows which slope is wrong, or where none is plainly, which value.

    Where that one fails in neither, or nothing came, of the simplest failing case in which something shows.

    Args:
        known: The cases.
        comparisons: Every case with its outcome.
        smaller: Failing cases made smaller, of which one may be the counterexample.

    Returns:
        The sentence; "" where no value or slope differs by more than is allowed, or none came.
    """
    shown = shown_comparison(known.task, comparisons, smaller)
    every = (*comparisons, *smaller)
    told = [c for c in every if _of_these_inputs(c)]
    # What an answer to changed inputs gave in use is anything; else a line is of the use that is shown, too.
    fresh = every if not any(_changes_inputs(c) for c in every) else told
    here = next((c for c in fresh if shown is not None and c.case is shown.case and not c.passed), None)
    if here is not None and (said := _of_one(known, here)):
        return said
    others = [c for c in told if c is not here]
    slope = None
    for found in (slope for c in simplest_first(others) for slope in _wrong_slopes(known, c)):
        slope = slope or found
        if found.is_plain:
            slope = found
            break
    if slope is not None:
        return _said(slope, elsewhere=True)
    return next((said for c in simplest_first(others) if (said := _wrong_value(c, "In another case"))), "")


def _of_one(known: Expectations, comparison: Comparison) -> str:
    """Say what is wrong in one case: the slope, but the value where that shows better."""
    slope = max(_wrong_slopes(known, comparison), key=lambda found: found.is_plain, default=None)
    said = _wrong_value(comparison, "In the counterexample") if slope is None or not slope.is_plain else ""
    return said or (_said(slope, elsewhere=False) if slope else "")


def _of_these_inputs(comparison: Comparison) -> bool:
    """Whether a case is wrong in a single call: what later calls gave may be of inputs that the first has changed."""
    return not comparison.passed and not _changes_inputs(comparison) and comparison.case.call.use == "plain"


def _changes_inputs(comparison: Comparison) -> bool:
    return isinstance(comparison.outcome, Returned) and bool(comparison.outcome.mutated)


def _said(slope: Slope, *, elsewhere: bool) -> str:
    case, name, upstream = slope.case, slope.name, slope.case.call.upstream or 1.0
    where = f"{'In another case, at' if elsewhere else 'At'} {_term(case, name, slope.at)}"
    at, times = _position(case, name, slope.at), of_what(upstream)
    if slope.had is None:
        due = f"{number(slope.due)} ({number(slope.due * upstream)}{times})" if times else number(slope.due)
        return f"{where}: the slope in {name}{at} should be {due}, and no gradient came."
    due, had = apart(slope.due, slope.had)
    scaled = "{} and {}".format(*apart(slope.due * upstream, slope.had * upstream))
    scaled = f" ({scaled}{times})" if times else ""
    return f"{where}: the slope in {name}{at} should be {due}, and is {had}{scaled}."


def _wrong_slopes(known: Expectations, comparison: Comparison) -> Iterator[Slope]:
    """Yield the slope that differs most in each gradient that is wrong; for a hand-written gradient it is the value."""
    outcome, expected = comparison.outcome, comparison.expected
    if not isinstance(outcome, Returned):
        return
    dtype, wrong = comparison.case.dtype, wrong_places(comparison)
    # Of a result of another size no number is judged, and its gradients tell all the same.
    unread = outcome.value is not None and outcome.value.size != expected.value.size
    if known.task.entry_kind == "backward":
        first, came = known.task.inputs[0].name, real_numbers(outcome)
        told = came is not None and "value" in wrong
        pairs = [(first, came, expected.value, expected.shown(dtype), expected.allowed)] if told else []
        upstream = 1.0
    else:
        pairs = [
            (name, _slopes(outcome, name), expected.gradients[name], expected.shown_gradient(name, dtype), allowed)
            for name, allowed in expected.gradient_allowed.items()
            if name in wrong or (unread and outcome.gradients.get(name) is not None)
        ]
        upstream = comparison.case.call.upstream or 1.0
    for name, came, due, shown, allowed in pairs:
        got = np.zeros_like(due) if came is None else came
        got = got.reshape(due.shape) if got.size == due.size == 1 else got
        if got.shape == due.shape and due.size and differs(got, due, allowed).any():
            index = _worst(got, due, allowed)
            had, right, said = (float(array.flat[index]) for array in (got, due, shown))
            # As the report writes it, but where that takes for noise what a slope is measured against.
            right = right if abs(said - right) > PLAIN * abs(had - right) else said
            yield Slope(comparison.case, name, index, right / upstream, None if came is None else had / upstream)


def _slopes(outcome: Returned, name: str) -> NDArray[np.float64] | None:
    came = outcome.gradients.get(name)
    return None if came is None else came.astype(np.float64)


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


def _wrong_value(comparison: Comparison, where: str) -> str:
    got, right = real_numbers(comparison.outcome), comparison.expected.value
    if got is None or got.size != 1 or right.size != 1 or "value" not in wrong_places(comparison):
        return ""
    due, had = apart(float(right.reshape(-1)[0]), float(got.reshape(-1)[0]))
    return f"{where} the value should be {due}, and is {had}."
