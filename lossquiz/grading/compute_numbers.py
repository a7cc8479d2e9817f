"""Small numbers for `compute` questions: what the reference gives, and what each misconception would give."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lossquiz.grading.cases.cases import call_with
from lossquiz.grading.sandbox.both.job import ScalarInput
from lossquiz.grading.sandbox.both.outcomes import Returned
from lossquiz.grading.trusted import WrongVariant
from lossquiz.questions.authored import blamed, reference_of

if TYPE_CHECKING:
    from lossquiz.questions.model import ImplementTask


def reference_value(task: ImplementTask, given: Mapping[str, Any]) -> float:
    """Evaluate the reference of a task at given values, in float64.

    Raises:
        BankError: The reference cannot be loaded, or does not take them.
    """
    import torch

    from lossquiz.grading.judging.expectations import load_reference, scalar_of

    call = call_with(task, given, "float64")
    tensors = {t.name: torch.from_numpy(t.array) for t in call.tensors}
    scalars = {s.name: s.value for s in (*call.keyword, *call.construct) if isinstance(s, ScalarInput)}
    reference = load_reference(task)
    with torch.no_grad(), blamed(reference_of(task)):
        return float(scalar_of(reference(**tensors, **scalars)))


def misconception_values(task: ImplementTask, given: Mapping[str, Any]) -> dict[str, float]:
    """Evaluate every misconception of a task at given values; those that raise or are not finite are left out."""
    if task.entry_kind == "backward":
        return {}  # their answers are gradients, and the number asked for is the loss
    call = call_with(task, given, "float64")
    values: dict[str, float] = {}
    for misconception in task.misconceptions:
        outcome = WrongVariant(misconception.code, task).call(call)
        if isinstance(outcome, Returned) and outcome.value is not None and outcome.value.size == 1:
            number = float(outcome.value.reshape(()))
            if math.isfinite(number):
                values[misconception.id] = number
    return values
