"""The reference on some of the rows: leaving rows out, weighing a class, averaging class by class, smoothing labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from lossquiz.grading.diagnosis.changed_calls import Arrays, Change, inputs_of, kept, reference_at
from lossquiz.grading.diagnosis.evidence import Explanation
from lossquiz.grading.judging.sizes import all_finite
from lossquiz.questions.samplers import SAMPLERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.grading.diagnosis.evidence import Value
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.kinds.implement.parts import InputSpec

Blend: TypeAlias = Callable[["NDArray[np.float64]", "NDArray[np.float64]", int], "NDArray[np.float64]"]
MOST_CLASSES = 64


def labelled(task: ImplementTask) -> InputSpec | None:
    """Return the input that tells the class of each row, where there is one."""
    return next((spec for spec in task.inputs if SAMPLERS[spec.sampler].labels), None)


def flat(task: ImplementTask, arrays: Arrays) -> Arrays:
    """Return the inputs of a loss over elements as rows of one element; others as they are."""
    if all(spec.shape == ("*",) for spec in task.inputs):
        return {name: array.reshape(-1) for name, array in arrays.items()}
    return arrays


def some_rows(task: ImplementTask, arrays: Arrays, kept_rows: Any) -> Arrays:
    """Return the inputs with some of their rows; those that have none for each row of the batch, as they are."""
    by_row = task.by_row
    return {name: array[kept_rows] if name in by_row and array.ndim else array for name, array in arrays.items()}


def classes_of(task: ImplementTask, arrays: Arrays) -> NDArray[Any]:
    """Return the class of each row."""
    spec = labelled(task)
    assert spec is not None  # noqa: S101 - asked only of such tasks
    labels = arrays[spec.name]
    return np.asarray(labels.argmax(axis=-1) if SAMPLERS[spec.sampler].labels == "one_hot" else labels)


def by_class(known: Expectations, index: int) -> Mapping[float, tuple[int, NDArray[np.float64]]]:
    """Return for each class in a case how many rows have it, and their mean loss."""
    return kept(known, ("by class", index), partial(_by_class, known, index))  # type: ignore[no-any-return]


def _by_class(known: Expectations, index: int) -> dict[float, tuple[int, NDArray[np.float64]]]:
    task, case = known.task, known.cases[index]
    arrays = flat(task, inputs_of(known, index))
    found = {}
    classes = classes_of(task, arrays)
    for label in np.unique(classes).tolist() if classes.ndim == 1 else ():
        mine = classes == label
        value = reference_at(task, some_rows(task, arrays, mine), case.values)
        if not isinstance(value, np.ndarray):
            return {}
        found[float(label)] = (int(mine.sum()), value)
    return found


def classes_apart(known: Expectations) -> Iterator[Explanation]:
    """Yield the mean over the classes of each class's own mean."""

    def value(index: int) -> Value:
        parts = by_class(known, index)
        return np.asarray(np.mean([mean for _, mean in parts.values()])) if parts else None

    if known.task.entry_kind != "backward" and labelled(known.task):
        message = (
            "Each class is averaged by itself, and then the classes: a rare class weighs as much as a frequent one. "
            "The mean runs over all at once."
        )
        yield Explanation("classes_averaged_apart", message, value)


def weighted(known: Expectations, label: float, weight: float, index: int) -> Value:
    """Return the loss with the rows of one class weighed."""
    parts = by_class(known, index)
    if not parts:
        return None
    count = sum(n for n, _ in parts.values())
    terms = [mean * (n * weight if name == label else n) for name, (n, mean) in parts.items()]
    return np.asarray(sum(terms) / count)


def smoothed(known: Expectations, smoothing: float, index: int, *, spread: bool) -> Value:
    """Return the loss with smoothed labels: 1 − ε for the true class and ε over all classes, or over all others."""
    mean = kept(known, ("every label", index), partial(_every_label, known, index))
    if mean is None:
        return None
    classes, uniform = mean
    if spread and classes == 1:
        return None
    if spread:
        smoothing = smoothing * classes / (classes - 1)
    return np.asarray((1 - smoothing) * known.expected[index].value + smoothing * uniform)


def _every_label(known: Expectations, index: int) -> tuple[int, NDArray[np.float64]] | None:
    """Return how many classes there are, and the mean of the loss over all labels that each row could have."""
    task, case = known.task, known.cases[index]
    spec = labelled(task)
    if spec is None:
        return None
    arrays = inputs_of(known, index)
    others = list(_all_labels(task, spec, arrays))
    values = [reference_at(task, {**arrays, spec.name: labels}, case.values) for labels in others]
    if not values or not all(isinstance(value, np.ndarray) and all_finite(value) for value in values):
        return None
    return len(values), np.mean(np.asarray(values), axis=0)


def class_count(task: ImplementTask, spec: InputSpec, arrays: Arrays) -> int:
    """Return how many classes there are to which the ids of an input may belong."""
    name = str(spec.options.get("classes", "C"))
    for other in task.inputs:
        for place, dimension in enumerate(other.shape):
            if dimension in {name, f"{name}-1"} and arrays[other.name].ndim == len(other.shape):
                return int(arrays[other.name].shape[place]) + (dimension != name)
    return int(arrays[task.inputs[0].name].shape[-1])


def _all_labels(task: ImplementTask, spec: InputSpec, arrays: Arrays) -> Iterator[NDArray[Any]]:
    given, labels = arrays[spec.name], SAMPLERS[spec.sampler].labels
    if labels == "zero_one":
        yield from (np.zeros_like(given), np.ones_like(given))
    elif labels == "one_hot":
        size = given.shape[-1]
        for label in range(size if size <= MOST_CLASSES else 0):
            yield np.broadcast_to(np.eye(size)[label], given.shape)
    elif labels == "ids":
        size = class_count(task, spec, arrays)
        for label in range(size if size <= MOST_CLASSES else 0):
            yield np.full_like(given, label)


CUTS: tuple[tuple[str, str, str, slice], ...] = (
    ("only_one_row", "The last {} is left out.", "last_element_left_out", slice(None, -1)),
    ("only_one_row", "The first {} is left out.", "first_element_left_out", slice(1, None)),
    ("only_one_row", "Only the first {} is used.", "first_element_only", slice(0, 1)),
    ("only_one_row", "Only the last {} is used.", "last_element_only", slice(-1, None)),
)
"""What is cut off: the name for rows, the mistake in words, the name for elements, what is left."""


def cuts(task: ImplementTask) -> Iterator[tuple[str, str, Change]]:
    """Yield the losses that leave rows, or elements, out: averaged over those left, or divided by the number of all."""
    for name, message, _, cut in CUTS:
        for shared in (False, True):
            yield name, message.format("row of the batch"), partial(_cut, task, cut, flatten=False, shared=shared)
    if all(spec.shape == ("*",) for spec in task.inputs):
        for _, message, name, cut in CUTS:
            for shared in (False, True):
                yield name, message.format("element"), partial(_cut, task, cut, flatten=True, shared=shared)


def _cut(task: ImplementTask, cut: slice, case: Case, arrays: Arrays, *, flatten: bool, shared: bool) -> Any:
    arrays = flat(task, arrays) if flatten else arrays
    first = arrays[task.inputs[0].name]
    if not first.ndim:
        return arrays, case.values
    batch, left = first.shape[0], len(range(first.shape[0])[cut])
    if not left:
        return np.asarray(0.0) if shared else None
    rest = some_rows(task, arrays, cut)
    if not shared:
        return rest, case.values
    value = reference_at(task, rest, case.values)
    return value * left / batch if isinstance(value, np.ndarray) else value
