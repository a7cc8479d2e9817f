"""Wrong calls of the right loss: arguments swapped, labels flipped, a parameter changed, inputs paired wrongly."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from lossquiz.grading.diagnosis.changed_calls import Arrays, Change, Changed
from lossquiz.grading.diagnosis.evidence import RAISES
from lossquiz.grading.diagnosis.rows import class_count, cuts
from lossquiz.questions.samplers import SAMPLERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.kinds.implement.parts import InputSpec

Named = tuple[str, str, Change]
OfArray = Callable[["NDArray[Any]"], "NDArray[Any]"]
PROBABILITIES = ("probs", "simplex", "sparse_simplex")


def changes(task: ImplementTask) -> Iterator[Named]:
    """Yield the changed calls that have nothing to be fitted, with their names."""
    if task.entry_kind != "backward":
        yield from swaps(task)
    yield from _labels(task)
    yield from _ignored(task)
    if task.entry_kind != "backward":
        yield from cuts(task)
    yield from _tables(task)
    yield from _transposed(task)
    yield from _rounded(task)
    yield from _narrowed(task)
    yield from _cut_at_zero(task)
    yield from _parameters(task)
    yield from _activations(task)


def swaps(task: ImplementTask) -> Iterator[Named]:
    """Yield two inputs exchanged."""
    for one, two in itertools.combinations([spec.name for spec in task.inputs], 2):
        message = f"{one} and {two} are exchanged: the code computes the loss with their roles swapped."
        yield "swapped_arguments", message, partial(_swap, one, two)


def _swap(one: str, two: str, case: Case, arrays: Arrays) -> Changed:
    if arrays[one].shape != arrays[two].shape or arrays[one].dtype != arrays[two].dtype:
        return None
    return {**arrays, one: arrays[two], two: arrays[one]}, case.values


def mapped(name: str, function: OfArray, case: Case, arrays: Arrays) -> Changed:
    """Change one input, to what the precision of the case can hold: 1 − 1e-7 is another number in float32."""
    with np.errstate(all="ignore"):
        changed = np.asarray(function(arrays[name]))
        return {**arrays, name: changed.astype(case.dtype).astype(np.float64)}, case.values


def _labels(task: ImplementTask) -> Iterator[Named]:
    for spec in task.inputs:
        labels = SAMPLERS[spec.sampler].labels
        if labels == "zero_one":
            message = f"The roles of {spec.name} = 0 and {spec.name} = 1 are exchanged."
            yield "flipped_labels", message, partial(mapped, spec.name, lambda array: 1.0 - array)
        if labels == "minus_plus":
            message = f"The sign of {spec.name} is the wrong way round."
            yield "flipped_labels", message, partial(mapped, spec.name, lambda array: -array)
        if labels in {"ids", "one_hot"}:
            yield from _shifted(task, spec)
        if spec.sampler in PROBABILITIES and not spec.gradient:
            message = f"Only the most probable class of {spec.name} counts: soft targets are made hard."
            yield "hard_labels", message, partial(mapped, spec.name, _hard)


def _hard(array: NDArray[Any]) -> NDArray[Any]:
    return np.eye(array.shape[-1])[array.argmax(axis=-1)] if array.ndim else array


def _shifted(task: ImplementTask, spec: InputSpec) -> Iterator[Named]:
    for step, how in ((1, "one too high"), (-1, "one too low")):
        message = f"The class is off by one: what {spec.name} says is read as a class id {how}."
        yield "label_off_by_one", message, partial(_shift, task, spec, step)


def _shift(task: ImplementTask, spec: InputSpec, step: int, case: Case, arrays: Arrays) -> Changed:
    labels = arrays[spec.name]
    if labels.dtype.kind == "f":
        return {**arrays, spec.name: np.roll(labels, step, axis=-1)}, case.values
    return {**arrays, spec.name: (labels + step) % class_count(task, spec, arrays)}, case.values


def _ignored(task: ImplementTask) -> Iterator[Named]:
    for spec in task.parameters:
        if spec.default is not None:
            message = (
                f"The argument {spec.name} is ignored: each case gives what is due for {spec.name} = {spec.default:g}."
            )
            yield "parameter_ignored", message, partial(with_parameter, spec.name, partial(_always, spec.default))


def _always(value: float, _given: float) -> float:
    return value


def with_parameter(name: str, function: Callable[[float], float], case: Case, arrays: Arrays) -> Changed:
    """Change one parameter; an int stays one."""
    given = case.values[name]
    try:
        changed = float(function(given))
    except (ZeroDivisionError, OverflowError, ValueError):
        return None
    if isinstance(given, int):
        return (arrays, {**case.values, name: int(changed)}) if changed.is_integer() else None
    return arrays, {**case.values, name: changed}


OTHER_VALUES: tuple[tuple[str, Callable[[float], float]], ...] = (
    ("squared", lambda p: p * p),
    ("taken to its root", math.sqrt),
    ("inverted (1/x)", lambda p: 1 / p),
    ("doubled", lambda p: 2 * p),
    ("halved", lambda p: p / 2),
    ("negated", lambda p: -p),
    ("subtracted from 1", lambda p: 1 - p),
    ("too large by 1", lambda p: p + 1),
    ("too small by 1", lambda p: p - 1),
)


def _parameters(task: ImplementTask) -> Iterator[Named]:
    for spec in task.parameters:
        for how, function in OTHER_VALUES:
            message = f"{spec.name} is {how} on the way; it is used as it comes."
            yield "parameter_changed", message, partial(with_parameter, spec.name, function)
        if spec.default:
            message = (
                f"{spec.name} = 0 is taken for none and replaced by the default, as `{spec.name} or {spec.default:g}` "
                "does; 0 is a value like any other."
            )
            yield "zero_replaced", message, partial(with_parameter, spec.name, partial(_unless_zero, spec.default))


def _unless_zero(default: float, value: float) -> float:
    return value or default


def _tables(task: ImplementTask) -> Iterator[Named]:
    for spec in task.inputs[:2]:
        others = " and ".join(other.name for other in task.inputs if other is not spec)
        message = (
            f"{spec.name} is paired with {others} as (N, 1) with (N,): every row meets every other, in an N × N table."
        )
        yield "broadcast", message, partial(_table, spec.name)


def _table(name: str, case: Case, arrays: Arrays) -> Changed:
    shapes = {array.shape for array in arrays.values()}
    if len(shapes) != 1 or len(next(iter(shapes))) != 1:
        return arrays, case.values
    size = next(iter(shapes))[0]
    return {
        n: np.broadcast_to(a[:, None] if n == name else a[None, :], (size, size)) for n, a in arrays.items()
    }, case.values


def _transposed(task: ImplementTask) -> Iterator[Named]:
    if task.entry_kind == "backward" or any(spec.shape != ("*",) for spec in task.inputs):
        return
    for spec in task.inputs[:2]:
        message = (
            f"{spec.name} is transposed: where the shapes allow it, every element meets every other; elsewhere they "
            "do not fit."
        )
        yield "every_pair", message, partial(_transpose, spec.name)


def _transpose(name: str, case: Case, arrays: Arrays) -> Changed:
    turned = {n: a.T if n == name else a for n, a in arrays.items()}
    try:
        broadcast = np.broadcast_arrays(*turned.values())
    except ValueError:
        return RAISES
    if arrays[name].ndim > 2:  # noqa: PLR2004 - torch's t() takes a matrix
        return None
    return dict(zip(turned, broadcast, strict=True)), case.values


WHOLE: tuple[tuple[str, Callable[[float], float], OfArray], ...] = (
    ("cut off to", math.trunc, np.trunc),
    ("rounded to", round, np.round),
    ("rounded up to", math.ceil, np.ceil),
)


def _narrowed(task: ImplementTask) -> Iterator[Named]:
    for spec in task.inputs:
        if SAMPLERS[spec.sampler].dtype == "float" and not (spec.gradient or SAMPLERS[spec.sampler].labels):
            message = f"{spec.name} is cast to float32, where numbers that are near become equal; keep its dtype."
            yield "input_narrowed", message, partial(mapped, spec.name, _narrow)


def _cut_at_zero(task: ImplementTask) -> Iterator[Named]:
    for spec in task.inputs:
        sampler = SAMPLERS[spec.sampler]
        if sampler.dtype == "float" and not sampler.labels and spec.sampler not in PROBABILITIES:
            message = f"{spec.name} below 0 counts as 0 in the code; use it as it comes."
            yield "input_clamped", message, partial(mapped, spec.name, _positive_part)


def _positive_part(array: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(np.maximum(array, 0.0))


def _narrow(array: NDArray[Any]) -> NDArray[Any]:
    return array.astype(np.float32)


def _rounded(task: ImplementTask) -> Iterator[Named]:
    for how, of_number, of_array in WHOLE:
        for parameter in (spec for spec in task.parameters if not spec.whole):
            message = f"{parameter.name} is {how} a whole number on the way; keep it a float."
            yield "parameter_rounded", message, partial(with_parameter, parameter.name, of_number)
        for spec in task.inputs:
            if SAMPLERS[spec.sampler].dtype == "float":
                message = f"{spec.name} is {how} whole numbers on the way; keep it as it comes."
                yield "input_rounded", message, partial(mapped, spec.name, of_array)


def _softmax(array: NDArray[Any]) -> NDArray[Any]:
    shifted = np.exp(array - array.max(axis=-1, keepdims=True)) if array.ndim else np.ones_like(array)
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True) if array.ndim else shifted)


def _sigmoid(array: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(1 / (1 + np.exp(-array)))


ACTIVATIONS: dict[str, tuple[tuple[str, str, OfArray], ...]] = {
    "logits": (
        ("double_softmax", "a softmax is applied to {} first; the loss applies its own to raw logits", _softmax),
        ("double_sigmoid", "a sigmoid is applied to {} first; the loss takes raw logits", _sigmoid),
        (
            "log_of_probs",
            "{} pass through the logarithm of a sigmoid first; the loss takes raw logits",
            lambda a: -np.logaddexp(0, -a),
        ),
        ("absolute_inputs", "the sign of {} is lost", np.abs),
        ("input_negated", "{} have the wrong sign", np.negative),
    ),
    "normal": (
        ("squashed_scores", "{} pass through tanh first; the loss takes them as they come", np.tanh),
        ("sigmoid_first", "a sigmoid is applied to {} first; the loss takes them as they come", _sigmoid),
        ("absolute_inputs", "the sign of {} is lost", np.abs),
    ),
    "probs": (
        ("sigmoid_on_probs", "a sigmoid is applied to {}, which are probabilities already", _sigmoid),
        ("log_twice", "the logarithm of {} is taken before the loss takes it", np.log),
    ),
    "simplex": (
        ("softmax_on_probs", "a softmax is applied to {}, which are probabilities already", _softmax),
        ("sigmoid_on_probs", "a sigmoid is applied to {}, which are probabilities already", _sigmoid),
    ),
    "log_simplex": (
        ("log_twice", "the logarithm of {} is taken, which are logarithms already", np.log),
        ("probability_in_place_of_log", "{} are turned into probabilities, where their logarithms belong", np.exp),
    ),
}


def _activations(task: ImplementTask) -> Iterator[Named]:
    for spec in task.inputs:
        for name, said, function in ACTIVATIONS.get(spec.sampler, ()):
            message = said.format(spec.name)
            yield name, f"{message[0].upper()}{message[1:]}.", partial(mapped, spec.name, function)
