"""An answer's loss and slope as functions of one error, from the values and gradients that came back from its cases.

Of a loss that is a mean over elements, each a function of one error, the gradient of a case tells the slope at every
one of its elements, and the value of a case of one element tells the loss. Nothing is run for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lossquiz.grading.judging.reference import load_reference
from lossquiz.grading.sandbox.both.outcomes import Returned
from lossquiz.questions.kinds.implement.dimensions import ANY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.judging.compare import Comparison
    from lossquiz.grading.judging.expectations import Expectations
    from lossquiz.questions.kinds.implement import ImplementTask

Point = tuple[float, float, float | None]  # the error, what is right there, and what came back or None

Rows = np.ndarray[Any, np.dtype[np.float64]]  # three rows: errors, what is right, what came back

LINE_POINTS = 61
MOST_POINTS = 120  # of those that came back; hundreds would hide one another
_PROBES, _MOVES = (-2.3, -0.4, 0.7, 1.9), (1.1, -0.7)
_SAME = 1e-9
_NONE: Rows = np.empty((3, 0))


@dataclass(frozen=True, slots=True)
class Curve:
    """A loss of one error, beside the right one, at the default parameters.

    Attributes:
        of: What the error is, in words.
        loss: The loss at some errors, which grow.
        slope: Its derivative with respect to the error, likewise.
    """

    of: str
    loss: tuple[Point, ...]
    slope: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class _Error:
    """What the error is.

    Attributes:
        of: In words.
        at: The error of each pair of elements.
        sign: The sign with which the first input moves it, of the second.
        first: What the first input is for an error, where the second is 1.
    """

    of: str
    at: Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]
    sign: Callable[[NDArray[np.float64]], NDArray[np.float64]]
    first: Callable[[torch.Tensor], torch.Tensor]


def curve_of(known: Expectations, comparisons: Sequence[Comparison]) -> Curve | None:
    """Return an answer's curve; None where the loss is of another form, or nothing came back that tells of it."""
    key = ("curve", "error")
    if key not in known.memory:
        known.memory[key] = _error_of(known.task)
    error: _Error | None = known.memory[key]
    if error is None:
        return None
    told = [c for c in comparisons if _is_usual(known.task, c) and isinstance(c.outcome, Returned)]
    losses = _gathered(_loss(known.task, error, c) for c in told)
    slopes = _gathered(_slopes(known.task, error, c) for c in told)
    if not (losses.size or slopes.size):
        return None
    line = _line(known, error)
    return Curve(error.of, _joined(line[0], losses), _joined(line[1], slopes))


def _error_of(task: ImplementTask) -> _Error | None:
    """Find out by trial of what error the loss is a function, if of any."""
    if len(task.inputs) != 2 or any(given.shape != (ANY,) for given in task.inputs):  # noqa: PLR2004 - a guess, a target
        return None
    first, second = task.inputs
    if not first.gradient or second.gradient:
        return None
    if second.sampler in {"signs", "binary"}:
        found = _signed(first.name, second.name, zero=second.sampler == "binary")
        targets = (-1.0, 1.0) if second.sampler == "signs" else (0.0, 1.0)
        pairs = [((p, targets[1]), (-p, targets[0])) for p in _PROBES]
    else:
        found = _Error(f"{first.name} − {second.name}", lambda x, y: x - y, np.ones_like, lambda e: e + 1)
        pairs = [((p, 0.3), (p + move, 0.3 + move)) for p in _PROBES for move in _MOVES]
    value = _value_of(task)
    same = (abs(value(*one) - value(*other)) <= _SAME * (1 + abs(value(*one))) for one, other in pairs)
    return found if all(same) else None


def _signed(scores: str, target: str, *, zero: bool) -> _Error:
    def sign(y: NDArray[np.float64]) -> NDArray[np.float64]:
        return 2 * y - 1 if zero else y

    of = f"{scores}·(2·{target} − 1)" if zero else f"{scores}·{target}"
    return _Error(of, lambda x, y: x * sign(y), sign, lambda e: e)


def _value_of(task: ImplementTask) -> Callable[[float, float], float]:
    reference = load_reference(task)
    usual = {parameter.name: parameter.usual for parameter in task.parameters}

    def value(first: float, second: float) -> float:
        with torch.no_grad():
            pair = (torch.tensor([number], dtype=torch.float64) for number in (first, second))
            return float(reference(*pair, **usual))

    return value


def _is_usual(task: ImplementTask, comparison: Comparison) -> bool:
    case = comparison.case
    usual = all(case.values[parameter.name] == parameter.usual for parameter in task.parameters)
    return usual and case.call.use == "plain"


def _places(task: ImplementTask, error: _Error, comparison: Comparison) -> tuple[NDArray[np.float64], ...]:
    """Return the error of each element of a case, and the sign with which its first input moves it."""
    arrays = comparison.case.in_float64()
    first, second = (arrays[given.name] for given in task.inputs)
    return error.at(first, second).ravel(), error.sign(second).ravel()


def _slopes(task: ImplementTask, error: _Error, comparison: Comparison) -> Rows:
    """Return the error, the slope that is right and the one that came back, of each element of a case."""
    outcome, expected = comparison.outcome, comparison.expected
    assert isinstance(outcome, Returned)  # noqa: S101 - the caller has looked
    name = task.inputs[0].name
    by_hand = task.entry_kind == "backward"
    got = outcome.value if by_hand else outcome.gradients.get(name)
    right = expected.value if by_hand else expected.gradients.get(name)
    if right is None or got is None or got.shape != right.shape or got.dtype.kind != "f":
        return _NONE
    places, signs = _places(task, error, comparison)
    by = right.size / ((comparison.case.call.upstream or 1.0) * signs)
    return np.stack([places, right.ravel() * by, got.astype(np.float64).ravel() * by])


def _loss(task: ImplementTask, error: _Error, comparison: Comparison) -> Rows:
    """Return the same of the loss, of a case of one element."""
    outcome = comparison.outcome
    assert isinstance(outcome, Returned)  # noqa: S101 - the caller has looked
    value = outcome.value
    if task.entry_kind == "backward" or comparison.case.size != 1 or value is None or value.size != 1:
        return _NONE
    if value.dtype.kind not in "fiu":
        return _NONE
    came = value.astype(np.float64).reshape(1)
    return np.stack([_places(task, error, comparison)[0], comparison.expected.value.reshape(1), came])


def _gathered(parts: Iterable[Rows]) -> Rows:
    """Return what came back and is a number, by the size of the error."""
    whole = np.concatenate([_NONE, *parts], axis=1)
    whole = whole[:, np.isfinite(whole).all(axis=0)]
    return whole[:, np.argsort(whole[0], kind="stable")]


def _line(known: Expectations, error: _Error) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Work the right loss and its slope out over the range of the errors that were drawn, once for all answers."""
    key = ("curve", "line")
    if key not in known.memory:
        task = known.task
        drawn = [
            abs(error.at(*(case.in_float64()[given.name] for given in task.inputs))).max(initial=0.0)
            for case in known.cases
            if case.kind == "random" and case.scale == 1
        ]
        reach = float(max(drawn, default=3.0))
        points = torch.linspace(-reach, reach, LINE_POINTS, dtype=torch.float64)
        usual = {parameter.name: parameter.usual for parameter in task.parameters}
        right = []
        for x in points:
            first = error.first(x).reshape(1).clone().requires_grad_()
            loss = load_reference(task)(first, torch.ones(1, dtype=torch.float64), **usual)
            (slope,) = torch.autograd.grad(loss, first)
            right.append((float(x), float(loss.detach()), float(slope)))
        known.memory[key] = (
            tuple(_point(x, loss, None) for x, loss, _ in right),
            tuple(_point(x, slope, None) for x, _, slope in right),
        )
    line: tuple[tuple[Point, ...], tuple[Point, ...]] = known.memory[key]
    return line


def _joined(line: Sequence[Point], came: Rows) -> tuple[Point, ...]:
    """Put what came back within the range of the line on it, where it is much only some of it."""
    within = came[:, (line[0][0] <= came[0]) & (came[0] <= line[-1][0])]
    some = within[:, :: max(1, -(-within.shape[1] // MOST_POINTS))]
    points = [_point(*column) for column in some.T.tolist()]
    return tuple(sorted([*line, *points], key=lambda point: point[0]))


def _point(x: float, right: float, came: float | None) -> Point:
    return _short(x), _short(right), None if came is None else _short(came)


def _short(value: float) -> float:
    return float(f"{value:.6g}")
