"""Wrong calls of the right loss: arguments swapped, labels flipped, a parameter ignored, rows left out.

Each is the reference itself at changed inputs; a submission that agrees with one everywhere has made that mistake.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.agreement import close, ordinary
from lossquiz.grading.outcomes import Returned
from lossquiz.grading.references import load_reference

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases import Case
    from lossquiz.grading.compare import Comparison
    from lossquiz.questions.model import ImplementTask

Arrays = Mapping[str, "NDArray[Any]"]
Change = Callable[["Case", Arrays], tuple[Arrays, Mapping[str, float]] | None]
MIN_CASES = 6
OTHER_DEFAULTS = (0.0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.7, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed call: what it is called, and the change; the change gives None where it cannot be made."""

    id: str
    message: str
    change: Change


def search(task: ImplementTask, comparisons: Sequence[Comparison]) -> Iterator[tuple[str, str]]:
    """Yield the id and message of every changed call that gives the submission's values in all cases."""
    if task.entry_kind == "backward":
        return
    reference = load_reference(task)
    for variant in _variants(task):
        if _fits(reference, variant, comparisons):
            yield variant.id, variant.message


def _fits(reference: Callable[..., Any], variant: Variant, comparisons: Sequence[Comparison]) -> bool:
    told = failed = 0
    for comparison in comparisons:
        outcome = comparison.outcome
        if not ordinary(comparison) or not isinstance(outcome, Returned) or outcome.value is None:
            continue
        if outcome.value.size != 1:
            return False
        wanted = _evaluate(reference, variant, comparison.case)
        if wanted is None:
            continue
        got = outcome.value.astype(np.float64).reshape(())
        if not close(got, wanted, comparison.case, comparison.expected.value_slack):
            return False
        told += 1
        failed += not comparison.passed
    return told >= MIN_CASES and failed > 0 and _covers(variant, reference, comparisons)


def _covers(variant: Variant, reference: Callable[..., Any], comparisons: Sequence[Comparison]) -> bool:
    """Whether no ordinary case failed on which the variant has nothing to say, or which it gets right."""
    for comparison in comparisons:
        if comparison.passed or not ordinary(comparison):
            continue
        wanted = _evaluate(reference, variant, comparison.case)
        if wanted is None or close(wanted, comparison.expected.value, comparison.case):
            return False
    return True


def _evaluate(reference: Callable[..., Any], variant: Variant, case: Case) -> NDArray[np.float64] | None:
    import torch

    changed = variant.change(case, case.in_float64())
    if changed is None:
        return None
    tensors = {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in changed[0].items()}
    try:
        with torch.no_grad():
            value: NDArray[np.float64] = reference(**tensors, **changed[1]).numpy()
    except (RuntimeError, ValueError, IndexError):
        return None
    return value


def _variants(task: ImplementTask) -> Iterator[Variant]:
    yield from _swaps(task)
    yield from _flips(task)
    yield from _parameters(task)
    yield from _rows(task)


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
        if spec.sampler == "binary":
            message = f"The roles of {spec.name} = 0 and {spec.name} = 1 are exchanged."
            yield Variant("flipped_labels", message, _map(spec.name, lambda array: 1.0 - array))
        if spec.sampler == "signs":
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


def _cut(task: ImplementTask, cut: slice) -> Change:
    def change(case: Case, arrays: Arrays) -> tuple[Arrays, Mapping[str, float]] | None:
        first = arrays[task.inputs[0].name]
        if not first.ndim or not first[cut].shape[0]:
            return None
        batch = first.shape[0]
        cuts = {n: a[cut] if a.ndim and a.shape[0] == batch else a for n, a in arrays.items()}
        return cuts, case.values

    return change
