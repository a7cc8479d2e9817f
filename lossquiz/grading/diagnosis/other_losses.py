"""Other losses of the catalogue that can be called as the question's is: "this is pseudo-Huber"."""

from __future__ import annotations

import inspect
import math
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from string import Template
from types import CodeType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import torch
import torch.nn.functional as F

from lossquiz.grading.diagnosis.changed_calls import distance, inputs_of, kept
from lossquiz.grading.diagnosis.evidence import SILENT, Evidence, Explanation, Found
from lossquiz.grading.diagnosis.families import USUAL, Family, fit
from lossquiz.losses.catalogue import Loss, catalogue

if TYPE_CHECKING:
    from lossquiz.grading.diagnosis.evidence import Value
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.kinds.implement import ImplementTask

Settings = Mapping[str, float]
Called = Callable[..., torch.Tensor]


def search(evidence: Evidence) -> Iterator[Found]:
    """Yield the losses that give the submission's values: with the parameters of the question, or with a number."""
    known = evidence.known
    if known.task.entry_kind == "backward":
        return
    for other in of_this_form(known):
        if evidence.fits(other) and _is_computed(evidence, other):
            yield other.id, other.message
    for family in kept(known, "numbers of other losses", lambda: tuple(_families(known))):
        found = fit(evidence, family)
        if found is not None and _is_computed(evidence, found):
            yield found.id, found.message


def _is_computed(evidence: Evidence, other: Explanation) -> bool:
    """Whether another loss has a value wherever the submission has: one that only some shapes allow is another."""
    silent = sum(other.value(index) is None for index in evidence.told)
    return silent <= SILENT * len(evidence.told)


def of_this_form(known: Expectations) -> tuple[Explanation, ...]:
    """Return the losses that take what the question's takes, at their defaults and with the question's parameters."""
    found: tuple[Explanation, ...] = kept(known, "other losses", lambda: tuple(_explanations(known)))
    return found


def _others(task: ImplementTask) -> Iterator[Loss]:
    losses = catalogue()
    own = losses.get(task.id)
    for loss in losses.values():
        if own is not None and loss.form == own.form and loss.id != own.id:
            yield loss


def _explanations(known: Expectations) -> Iterator[Explanation]:
    task = known.task
    for loss in _others(task):
        names = settings_of(loss, len(task.inputs))
        if names is None:
            continue
        message = f"This is another loss, {loss.title}: {loss.formula}."
        name = f"{loss.id}_instead"
        yield Explanation(name, message, partial(_value, known, loss, {}, {}), partial(_error, known, loss, {}))
        for parameter in task.parameters if len(names) == 1 else ():
            given = {names[0]: parameter.name}
            value, error = partial(_value, known, loss, {}, given), partial(_error, known, loss, given)
            yield Explanation(name, message, value, error)


def _families(known: Expectations) -> Iterator[Family]:
    for loss in _others(known.task):
        names = settings_of(loss, len(known.task.inputs))
        if names is None or len(names) != 1:
            continue
        message = f"This is another loss, {loss.title}, with {names[0]} = {{:.3g}}."
        yield Family(f"{loss.id}_instead", message, USUAL, partial(_with_number, known, loss, names[0]))


def _with_number(known: Expectations, loss: Loss, name: str, number: float, index: int) -> Value:
    return _value(known, loss, {name: number}, {}, index)


def settings_of(loss: Loss, inputs: int) -> tuple[str, ...] | None:
    """Return the names of what a loss takes beside so many tensors, or None where it cannot be called with these."""
    if loss.torch:
        return tuple(loss.arguments) if not loss.options and "$options" not in loss.torch else ()
    function = _function(loss, {})
    if function is None or inspect.isclass(function):
        return None
    parameters = list(inspect.signature(function).parameters.values())
    if len(parameters) < inputs or any(p.default is p.empty for p in parameters[inputs:]):
        return None
    if any(p.default is not p.empty for p in parameters[:inputs]):
        return None
    return tuple(dict.fromkeys((*loss.arguments, *(p.name for p in parameters[inputs:]))))


def _value(known: Expectations, loss: Loss, numbers: Settings, given: Mapping[str, str], index: int) -> Value:
    """Return the value of a loss, once for all submissions unless a number is being fitted."""
    if numbers:
        return _call(known, loss, numbers, given, index)
    key = ("other loss", loss.id, *sorted(given.items()), index)
    found: Value = kept(known, key, partial(_call, known, loss, numbers, given, index))
    return found


def _error(known: Expectations, loss: Loss, given: Mapping[str, str], index: int) -> float:
    """Return the rounding error of a loss in the precision of a case, as far as computing it as written shows it."""
    key = ("error of other loss", loss.id, *sorted(given.items()), index)
    error: float = kept(known, key, partial(_distance, known, loss, given, index))
    return error


def _distance(known: Expectations, loss: Loss, given: Mapping[str, str], index: int) -> float:
    value, rough = (_call(known, loss, {}, given, index, dtype) for dtype in ("float64", known.cases[index].dtype))
    return distance(value, rough)


def _call(
    known: Expectations,
    loss: Loss,
    numbers: Settings,
    given: Mapping[str, str],
    index: int,
    dtype: str = "float64",
) -> Value:
    case = known.cases[index]
    settings = {**numbers, **{name: case.values[parameter] for name, parameter in given.items()}}
    function = _function(loss, settings)
    arrays = inputs_of(known, index)
    tensors = [
        torch.from_numpy(np.array(a, dtype=dtype if a.dtype.kind == "f" else None, order="C"))
        for a in (arrays[spec.name] for spec in known.task.inputs)
    ]
    if function is None:
        return None
    try:
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch warns of shapes that do not fit: then it is no explanation
            value = np.asarray(function(*tensors).numpy(), dtype=np.float64)
    except Exception:  # noqa: BLE001 - a loss that cannot be called with these tensors is none of the kind
        return None
    return value if value.shape == known.expected[index].value.shape else None


@lru_cache(maxsize=512)
def _compiled(text: str, mode: Literal["eval", "exec"]) -> CodeType:
    """Compile code of our own catalogue, which a fit asks for in case after case."""
    return compile(text, "<catalogue>", mode)


def _function(loss: Loss, settings: Settings) -> Called | None:
    """Return a loss of the catalogue with some of its settings given, or None where it names what is not known."""
    texts = {**loss.arguments, **{name: repr(value) for name, value in settings.items() if name in loss.arguments}}
    space: dict[str, Any] = {"torch": torch, "F": F, "math": math}
    try:
        if loss.torch:
            made: Called = eval(_compiled(Template(loss.torch).substitute(texts, options=""), "eval"), space)  # noqa: S307
            return made
        exec(_compiled(Template(loss.snippet).substitute(texts, options=""), "exec"), space)  # noqa: S102
    except Exception:  # noqa: BLE001 - a name that its reader has to define
        return None
    function: Called = list(space.values())[-1]
    others = {name: value for name, value in settings.items() if name not in loss.arguments}
    return partial(function, **others) if others else function
