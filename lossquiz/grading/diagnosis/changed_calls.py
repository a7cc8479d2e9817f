"""The reference at changed inputs: what a wrong call of the right loss gives, worked out once for all submissions."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import torch

from lossquiz.grading.judging.reference import load_reference
from lossquiz.grading.judging.sizes import greatest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.diagnosis.evidence import Value
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.kinds.implement import ImplementTask

Arrays: TypeAlias = Mapping[str, "NDArray[Any]"]
Changed: TypeAlias = "tuple[Arrays, Mapping[str, float]] | Value"
"""Inputs and parameters to call the reference with, or at once what comes of the change."""
Change: TypeAlias = Callable[["Case", Arrays], Changed]


def kept(known: Expectations, key: Hashable, work: Callable[[], Any]) -> Any:
    """Return what is worked out once for all submissions."""
    if key not in known.memory:
        known.memory[key] = work()
    return known.memory[key]


def inputs_of(known: Expectations, index: int) -> Arrays:
    """Return the inputs of a case in float64, worked out once: every search asks for them."""
    arrays: Arrays = kept(known, ("in float64", index), known.cases[index].in_float64)
    return arrays


def changed_value(known: Expectations, change: Change, index: int) -> Value:
    """Evaluate the reference in one case at changed inputs."""
    return _changed(known, change, index, inputs_of(known, index))


def changed_roughly(known: Expectations, change: Change, index: int) -> Value:
    """Evaluate the same in the case's own precision."""
    return _changed(known, change, index, known.cases[index].arrays())


def _changed(known: Expectations, change: Change, index: int, arrays: Arrays) -> Value:
    changed = change(known.cases[index], arrays)
    return reference_at(known.task, *changed) if isinstance(changed, tuple) else changed


def distance(value: Value, rough: Value) -> float:
    """Return how far apart the same numbers are in two precisions; 0 where that cannot be told."""
    if not (isinstance(value, np.ndarray) and isinstance(rough, np.ndarray) and value.shape == rough.shape):
        return 0.0
    with np.errstate(invalid="ignore"):
        error = greatest(value - rough)
    return error if math.isfinite(error) else 0.0


def reference_at(task: ImplementTask, arrays: Arrays, values: Mapping[str, float]) -> Value:
    """Evaluate the reference, or for a gradient by hand its gradient; None where it cannot be called so."""
    tensors = {name: torch.from_numpy(np.array(array, order="C")) for name, array in arrays.items()}
    by_hand = task.entry_kind == "backward"
    try:
        if by_hand:
            first = tensors[task.inputs[0].name].requires_grad_()
            return np.asarray(torch.autograd.grad(load_reference(task)(**tensors, **values), first)[0].numpy())
        with torch.no_grad():
            return np.asarray(load_reference(task)(**tensors, **values).numpy(), dtype=np.float64)
    except (RuntimeError, ValueError, IndexError, ZeroDivisionError, OverflowError):
        return None
