"""Counterexamples made smaller: a failing case is cut to fewer rows and rounder numbers, and the answer asked again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.judging.compare import Comparison, compare_case
from lossquiz.grading.judging.expectations import expect
from lossquiz.grading.judging.reference import Reference, load_reference
from lossquiz.grading.sandbox.both.job import TensorInput
from lossquiz.questions.samplers import SAMPLERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.expectations import Expectations, Expected
    from lossquiz.grading.sandbox.both.job import Argument, Call
    from lossquiz.grading.sandbox.both.outcomes import Outcome
    from lossquiz.questions.kinds.implement import ImplementTask

Again = Callable[[tuple["Call", ...]], Sequence["Outcome"]]
SMALL = 6  # so many elements at the most can be worked out by hand
FIRST_ROWS = 3
COLUMNS = (1, 2, 3)
ALL = slice(None)
MOST_CASES = 3  # so many failing cases are made smaller, of one submission


def smaller_failures(known: Expectations, comparisons: Sequence[Comparison], again: Again) -> tuple[Comparison, ...]:
    """Return failing cases that are smaller than those that failed.

    Args:
        known: The cases.
        comparisons: Every case with its outcome.
        again: Runs the answer on other calls; it may give fewer outcomes than calls.
    """
    found = [pair for index in _worth_it(comparisons) for pair in _variations(known, index)]
    if not found:
        return ()
    outcomes = again(tuple(case.call for case, _ in found))
    made = [compare_case(known.task, *pair, outcome) for pair, outcome in zip(found, outcomes, strict=False)]
    return tuple(comparison for comparison in made if comparison.failures)


def _worth_it(comparisons: Sequence[Comparison]) -> list[int]:
    """Return the smallest failing case of each check, where it is too large to be worked out by hand."""
    smallest: dict[str, int] = {}
    for index, comparison in enumerate(comparisons):
        for failure in comparison.failures:
            best = smallest.setdefault(failure.check, index)
            if comparison.case.size < comparisons[best].case.size:
                smallest[failure.check] = index
    chosen = [index for index in dict.fromkeys(smallest.values()) if comparisons[index].case.size > SMALL]
    return [index for index in chosen if not comparisons[index].case.nudged][:MOST_CASES]


def _variations(known: Expectations, index: int) -> Sequence[tuple[Case, Expected]]:
    """Make smaller cases of one, each with its right answer, once for all submissions."""
    key = ("smaller", index)
    if key not in known.memory:
        reference = load_reference(known.task)
        cases = {_content(case): case for case in _cases(known.task, known.cases[index])}
        known.memory[key] = [pair for case in cases.values() for pair in _worked_out(known.task, reference, case)]
    pairs: list[tuple[Case, Expected]] = known.memory[key]
    return pairs


def _worked_out(task: ImplementTask, reference: Reference, case: Case) -> Iterator[tuple[Case, Expected]]:
    """Yield a case with its right answer, or nothing where its inputs no longer belong together."""
    with contextlib.suppress(RuntimeError, ValueError, IndexError):
        yield case, expect(task, reference, case, nearby=0)


def _content(case: Case) -> tuple[bytes, ...]:
    return tuple(tensor.array.tobytes() for tensor in case.call.tensors)


def _cases(task: ImplementTask, case: Case) -> Iterator[Case]:
    """Yield smaller cases: fewer rows, of one row fewer columns too; each with round numbers, and as it is."""
    rows = _rows_of(task, case)
    cuts: list[tuple[slice, slice]] = [(ALL, ALL)]
    if rows > 1:
        cuts += [(slice(2), ALL), (slice((rows + 1) // 2), ALL)]
    for row in range(min(rows, FIRST_ROWS)):
        columns = (slice(width) for width in COLUMNS) if _has_columns(task) else ()
        cuts += [(slice(row, row + 1), chosen) for chosen in (ALL, *columns)]
    for cut in cuts:
        for digits in (0, 1, None):
            yield _changed(task, case, cut, digits)


def _rows_of(task: ImplementTask, case: Case) -> int:
    """Return the length of the first dimension, where the inputs share it and one row is enough; else 0."""
    lengths = {tensor.array.shape[:1] for tensor in case.call.tensors if tensor.name in task.by_row}
    least = next((low for low, _ in task.dimensions.values()), 1)
    return lengths.pop()[0] if len(lengths) == 1 and least == 1 and () not in lengths else 0


def _has_columns(task: ImplementTask) -> bool:
    """Whether all inputs with a second dimension hold numbers that stand for themselves: some can be left out."""
    tables = [spec for spec in task.inputs if len(spec.shape) == 2]  # noqa: PLR2004
    columns = {spec.shape[1] for spec in tables}
    elsewhere = {dimension for spec in task.inputs if spec not in tables for dimension in spec.shape}
    least = [low for low, _ in task.dimensions.values()][1:2]
    free = len(columns) == 1 and not columns & elsewhere
    return free and least == [1] and all(SAMPLERS[spec.sampler].rounds for spec in tables)


def _changed(task: ImplementTask, case: Case, cut: tuple[slice, slice], digits: int | None) -> Case:
    def argument(given: Argument) -> Argument:
        if not isinstance(given, TensorInput):
            return given
        array: NDArray[Any] = given.array
        if array.ndim and given.name in task.by_row:
            array = array[cut[0]]
        if cut[1] != ALL and array.ndim == 2:  # noqa: PLR2004 - as above
            array = array[:, cut[1]]
        sampler = next(spec.sampler for spec in task.inputs if spec.name == given.name)
        if digits is not None and SAMPLERS[sampler].rounds:
            array = np.round(array, digits)
        return replace(given, array=np.asarray(array, order="C"))

    positional, keyword = (tuple(map(argument, given)) for given in (case.call.positional, case.call.keyword))
    call = replace(case.call, positional=positional, keyword=keyword)
    note = f"part of “{case.note}”" if cut != (ALL, ALL) else f"{case.note}, rounded"
    return replace(case, call=call, note=note)
