"""Wrong calls of the right loss: arguments swapped, labels flipped, a parameter ignored, rows left out.

Each is the reference itself at changed inputs; a submission that agrees with one everywhere has made that mistake.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.diagnosis.agreement import close, ordinary, real_numbers, refutes, wrong_value
from lossquiz.grading.judging.expectations import load_reference
from lossquiz.questions.samplers import SAMPLERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.model import ImplementTask

Arrays = Mapping[str, "NDArray[Any]"]
Change = Callable[["Case", Arrays], tuple[Arrays, Mapping[str, float]] | None]
MIN_CASES = 6
OTHER_DEFAULTS = (0.0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.7, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed call.

    Attributes:
        id: What the mistake is called.
        message: The mistake in words.
        change: The change; it gives None where it cannot be made.
        factor: By what the result is multiplied.
        impossible: The result where the change cannot be made, or None where nothing can be said of it.
    """

    id: str
    message: str
    change: Change
    factor: Callable[[Case], float] = lambda _case: 1.0
    impossible: float | None = None


def search(known: Expectations, comparisons: Sequence[Comparison]) -> Iterator[tuple[str, str]]:
    """Yield the id and message of every changed call that gives the submission's values in all cases."""
    if known.task.entry_kind == "backward":
        return
    for number, variant in enumerate(_variants(known.task)):
        if _fits(known, number, variant, comparisons):
            yield variant.id, variant.message


def _fits(known: Expectations, number: int, variant: Variant, comparisons: Sequence[Comparison]) -> bool:
    """Whether a variant has the submission's value in every case, and is wrong wherever the submission is."""
    told = failed = 0
    for index, comparison in enumerate(comparisons):
        got = real_numbers(comparison.outcome)
        if not ordinary(comparison) or got is None:
            continue
        wanted = _value(known, number, variant, index)
        if got.size != 1 or (wanted is None and not comparison.passed) or refutes(comparison, wanted):
            return False
        if wanted is None:
            continue
        if not close(got.reshape(()), wanted, comparison.case, comparison.expected.value_slack):
            return False
        told += 1
        failed += wrong_value(comparison)
    return told >= MIN_CASES and failed > 0


def _value(known: Expectations, number: int, variant: Variant, index: int) -> NDArray[np.float64] | None:
    """Evaluate a variant at one case, once for all submissions."""
    key = ("variant", number, index)
    if key not in known.memory:
        known.memory[key] = _evaluate(known.task, variant, known.cases[index])
    value: NDArray[np.float64] | None = known.memory[key]
    return value


def _evaluate(task: ImplementTask, variant: Variant, case: Case) -> NDArray[np.float64] | None:
    import torch

    changed = variant.change(case, case.in_float64())
    if changed is None:
        return None if variant.impossible is None else np.asarray(variant.impossible)
    tensors = {name: torch.from_numpy(np.array(array, order="C")) for name, array in changed[0].items()}
    try:
        with torch.no_grad():
            value = load_reference(task)(**tensors, **changed[1]).numpy() * variant.factor(case)
    except (RuntimeError, ValueError, IndexError):
        return None
    return np.asarray(value, dtype=np.float64)


def _variants(task: ImplementTask) -> Iterator[Variant]:
    yield from _swaps(task)
    yield from _flips(task)
    yield from _parameters(task)
    yield from _rows(task)
    yield from _broadcasts(task)
    yield from _rounded(task)


def _swaps(task: ImplementTask) -> Iterator[Variant]:
    for one, two in itertools.combinations([spec.name for spec in task.inputs], 2):
        message = f"{one} and {two} are exchanged: the code computes the loss with their roles swapped."
        yield Variant("swapped_arguments", message, _swap(one, two))


def _swap(one: str, two: str) -> Change:
    def change(case: Case, arrays: Arrays) -> tuple[Arrays, Mapping[str, float]] | None:
        if arrays[one].shape != arrays[two].shape or arrays[one].dtype != arrays[two].dtype:
            return None
        return {**arrays, one: arrays[two], two: arrays[one]}, case.values

    return change


def _flips(task: ImplementTask) -> Iterator[Variant]:
    for spec in task.inputs:
        labels = SAMPLERS[spec.sampler].labels
        if labels == "zero_one":
            message = f"The roles of {spec.name} = 0 and {spec.name} = 1 are exchanged."
            yield Variant("flipped_labels", message, _map(spec.name, lambda array: 1.0 - array))
        if labels == "minus_plus":
            message = f"The sign of {spec.name} is the wrong way round."
            yield Variant("flipped_labels", message, _map(spec.name, lambda array: -array))


def _map(name: str, function: Callable[[NDArray[Any]], NDArray[Any]]) -> Change:
    def change(case: Case, arrays: Arrays) -> tuple[Arrays, Mapping[str, float]] | None:
        return {**arrays, name: function(arrays[name])}, case.values

    return change


def _parameters(task: ImplementTask) -> Iterator[Variant]:
    for spec in task.parameters:
        message = f"The argument {spec.name} is ignored: the code is right only for {spec.name} = {spec.default:g}."
        yield Variant("parameter_ignored", message, _set(spec.name, spec.default, only_omitted=False))
        for value in OTHER_DEFAULTS:
            if value != spec.default:
                message = f"The default of {spec.name} is {value:g}; the signature asks for {spec.default:g}."
                yield Variant("wrong_default", message, _set(spec.name, value, only_omitted=True))
                message = f"{spec.name} is fixed at {value:g} in the code; use the argument."
                yield Variant("parameter_ignored", message, _set(spec.name, value, only_omitted=False))


def _set(name: str, value: float, *, only_omitted: bool) -> Change:
    def change(case: Case, arrays: Arrays) -> tuple[Arrays, Mapping[str, float]] | None:
        given = {s.name for s in (*case.call.keyword, *case.call.positional, *case.call.construct)}
        if only_omitted and name in given:
            return arrays, case.values
        return arrays, {**case.values, name: value}

    return change


def _rows(task: ImplementTask) -> Iterator[Variant]:
    cuts: tuple[tuple[str, slice], ...] = (
        ("The last row of the batch is left out.", slice(None, -1)),
        ("The first row of the batch is left out.", slice(1, None)),
        ("Only the first row of the batch is used.", slice(0, 1)),
        ("Only the last row of the batch is used.", slice(-1, None)),
    )
    for message, cut in cuts:
        yield Variant("only_one_row", message, _cut(task, cut))
        yield Variant("only_one_row", message, _cut(task, cut), partial(_share, task.inputs[0].name, cut), 0.0)


def _share(name: str, cut: slice, case: Case) -> float:
    """Return which share of the rows is left, for sums over some rows that are divided by the number of all."""
    first = next(t.array for t in case.call.tensors if t.name == name)
    return len(range(len(first))[cut]) / len(first) if first.ndim else 1.0


def _broadcasts(task: ImplementTask) -> Iterator[Variant]:
    for spec in task.inputs[:2]:
        others = " and ".join(other.name for other in task.inputs if other is not spec)
        message = (
            f"{spec.name} is paired with {others} as (N, 1) with (N,): every row meets every other, in an N × N table."
        )
        yield Variant("broadcast", message, partial(_table, spec.name))


def _table(name: str, case: Case, arrays: Arrays) -> tuple[Arrays, Mapping[str, float]] | None:
    shapes = {array.shape for array in arrays.values()}
    if len(shapes) != 1 or len(next(iter(shapes))) != 1:
        return arrays, case.values
    size = next(iter(shapes))[0]
    return {
        n: np.broadcast_to(a[:, None] if n == name else a[None, :], (size, size)) for n, a in arrays.items()
    }, case.values


WHOLE: tuple[tuple[str, Callable[[float], float], Callable[[NDArray[Any]], NDArray[Any]]], ...] = (
    ("cut off to", math.trunc, np.trunc),
    ("rounded to", round, np.round),
    ("rounded up to", math.ceil, np.ceil),
)


def _rounded(task: ImplementTask) -> Iterator[Variant]:
    for how, of_number, of_array in WHOLE:
        for parameter in task.parameters:
            message = f"{parameter.name} is {how} a whole number on the way; keep it a float."
            yield Variant("parameter_rounded", message, partial(_change_value, parameter.name, of_number))
        for spec in task.inputs:
            message = f"{spec.name} is {how} whole numbers on the way; keep it as it comes."
            yield Variant("input_rounded", message, _map(spec.name, of_array))


def _change_value(
    name: str, function: Callable[[float], float], case: Case, arrays: Arrays
) -> tuple[Arrays, Mapping[str, float]] | None:
    return arrays, {**case.values, name: float(function(case.values[name]))}


def _cut(task: ImplementTask, cut: slice) -> Change:
    def change(case: Case, arrays: Arrays) -> tuple[Arrays, Mapping[str, float]] | None:
        first = arrays[task.inputs[0].name]
        if not first.ndim:
            return arrays, case.values
        if not first[cut].shape[0]:
            return None
        batch = first.shape[0]
        cuts = {n: a[cut] if a.ndim and a.shape[0] == batch else a for n, a in arrays.items()}
        return cuts, case.values

    return change
