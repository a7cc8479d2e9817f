"""Small numbers for `compute` questions: what the reference gives, and what each misconception would give."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from lossquiz.grading.cases.cases import call_with
from lossquiz.grading.sandbox.both.job import ScalarInput
from lossquiz.grading.sandbox.both.outcomes import Returned
from lossquiz.grading.trusted import WrongVariant
from lossquiz.questions.authored import Blamed, reference_of

if TYPE_CHECKING:
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.question import Sought


def reference_value(task: ImplementTask, sought: Sought) -> float:
    """Work a number out of the reference of a task, in float64.

    Raises:
        BankError: The reference cannot be loaded, or does not take the values.
    """
    import torch

    from lossquiz.grading.judging.reference import load_reference, scalar_of

    call = call_with(task, sought.given, "float64")
    tensors = {t.name: torch.from_numpy(t.array) for t in call.tensors}
    scalars = {s.name: s.value for s in (*call.keyword, *call.construct) if isinstance(s, ScalarInput)}
    reference = load_reference(task)
    with Blamed(reference_of(task)):
        if not sought.gradient:
            with torch.no_grad():
                return float(scalar_of(reference(**tensors, **scalars)))
        leaf = tensors[sought.gradient].requires_grad_()
        (gradient,) = torch.autograd.grad(scalar_of(reference(**tensors, **scalars)), leaf)
        return float(gradient[sought.element])


def misconception_values(task: ImplementTask, sought: Sought) -> dict[str, float]:
    """Work a number out of every misconception of a task; those that raise or are not finite are left out."""
    by_hand = task.entry_kind == "backward"
    if by_hand and sought.gradient != task.inputs[0].name:
        return {}  # their answers are gradients of the first input, and another number is asked for
    call = call_with(task, sought.given, "float64")
    if sought.gradient and not by_hand:
        tensors = (replace(t, requires_grad=t.name == sought.gradient) for t in call.tensors)
        call = replace(call, positional=tuple(tensors), upstream=1.0)
    values: dict[str, float] = {}
    for misconception in task.misconceptions:
        outcome = WrongVariant(misconception.code, task).call(call)
        number = _number_in(outcome, sought, by_hand=by_hand) if isinstance(outcome, Returned) else math.nan
        if math.isfinite(number):
            values[misconception.id] = number
    return values


def _number_in(outcome: Returned, sought: Sought, *, by_hand: bool) -> float:
    """Return the number that is sought, NaN where there is none."""
    found = outcome.gradients.get(sought.gradient) if sought.gradient and not by_hand else outcome.value
    if found is None:
        return math.nan
    if not sought.gradient:
        return float(found.reshape(())) if found.size == 1 else math.nan
    fits = found.ndim == len(sought.element) and all(i < n for i, n in zip(sought.element, found.shape, strict=True))
    return float(found[sought.element]) if fits else math.nan
