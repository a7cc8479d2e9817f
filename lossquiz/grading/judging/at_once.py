"""All cases of a submission compared in one step: what is plainly right needs no closer look.

Most answers are right in most cases. Their numbers are laid in one array, beside what is right and what is allowed,
and compared once; only a case that differs, or is of another form than expected, is compared by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.judging.tolerance import differs
from lossquiz.grading.sandbox.both.outcomes import Outcome, Returned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.judging.expectations import Expectations, Expected


@dataclass(frozen=True, slots=True)
class Sheet:
    """The right numbers of all cases of one question, end to end.

    Attributes:
        right: Of each case its value, and the gradients that are judged.
        allowed: How far off each number may be.
        starts: Where each case begins.
        judged: Of each case the inputs whose gradients are judged.
        nothing: Of each case those of them whose right gradient is zero throughout: none at all is as right.
    """

    right: NDArray[np.float64]
    allowed: NDArray[np.float64]
    starts: NDArray[np.intp]
    judged: tuple[tuple[str, ...], ...]
    nothing: tuple[frozenset[str], ...]


def right_at_once(known: Expectations, outcomes: Sequence[Outcome]) -> Sequence[bool]:
    """Return which outcomes are right beyond doubt; the others must be compared by themselves."""
    sheet = _sheet(known)
    form = "array" if known.task.entry_kind == "backward" else "tensor"
    found = [
        _numbers(case.dtypes_of_result, expected, outcome, names, nothing, form)
        for case, expected, outcome, names, nothing in zip(
            known.cases, known.expected, outcomes, sheet.judged, sheet.nothing, strict=False
        )
    ]
    wrong = _wrong(sheet, found)
    return [numbers is not None and not wrong[index] for index, numbers in enumerate(found)]


def _sheet(known: Expectations) -> Sheet:
    if "sheet" not in known.memory:
        known.memory["sheet"] = _lay_out(known)
    sheet: Sheet = known.memory["sheet"]
    return sheet


def _lay_out(known: Expectations) -> Sheet:
    judged = tuple(
        tuple(expected.gradients) if case.judge_gradient else ()
        for case, expected in zip(known.cases, known.expected, strict=True)
    )
    pieces = list(zip(known.expected, judged, strict=True))
    right = [(e.value, *(e.gradients[name] for name in names)) for e, names in pieces]
    allowed = [(e.allowed, *(e.gradient_allowed[name] for name in names)) for e, names in pieces]
    sizes = [sum(array.size for array in arrays) for arrays in right]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    nothing = tuple(frozenset(name for name in names if not e.gradients[name].any()) for e, names in pieces)
    return Sheet(_end_to_end(right), _end_to_end(allowed), starts, judged, nothing)


def _end_to_end(cases: Sequence[tuple[NDArray[np.float64], ...]]) -> NDArray[np.float64]:
    return np.concatenate([array.ravel() for arrays in cases for array in arrays])


def _numbers(
    dtypes: frozenset[str],
    expected: Expected,
    outcome: Outcome,
    names: tuple[str, ...],
    nothing: frozenset[str],
    form: str,
) -> list[NDArray[Any]] | None:
    """Return value and judged gradients of an outcome of just the form that is due, else None."""
    if not isinstance(outcome, Returned) or outcome.value is None or outcome.gradient_error:
        return None
    if outcome.mutated or outcome.side_effects:
        return None
    due = outcome.kind in {"tensor", form} and outcome.dtype in dtypes
    if not due or outcome.shape != expected.value.shape or outcome.value.shape != outcome.shape:
        return None
    numbers = [outcome.value.ravel()]
    for name in names:
        gradient = outcome.gradients.get(name)
        if gradient is None and name in nothing:
            gradient = expected.gradients[name]
        if gradient is None or gradient.shape != expected.gradients[name].shape:
            return None
        numbers.append(gradient.ravel())
    return numbers


def _wrong(sheet: Sheet, found: Sequence[list[NDArray[Any]] | None]) -> NDArray[np.bool_]:
    """Return which of the cases that could be laid out have a number that differs."""
    ends = [*sheet.starts[1:].tolist(), sheet.right.size]
    laid = [
        numbers if numbers is not None else [sheet.right[start:end]]
        for numbers, start, end in zip(found, sheet.starts.tolist(), ends, strict=False)
    ]
    rest = [sheet.right[ends[len(laid) - 1] :]] if laid else [sheet.right]
    got = np.concatenate([array for numbers in laid for array in numbers] + rest, dtype=np.float64)
    return np.logical_or.reduceat(differs(got, sheet.right, sheet.allowed), sheet.starts)
