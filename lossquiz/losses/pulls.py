"""How losses weigh the rows of a table: the constant that each would predict, and each row's share of its gradient.

The printed code of a loss is run on all rows at once; gradients are taken with respect to the predictions as they are
in the table, so that losses on logarithms or logits can be compared with others.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lossquiz.errors import InputError
from lossquiz.losses.blocks import Block

if TYPE_CHECKING:
    from torch import Tensor

_GRID = 200  # constants that are tried before the best of them is refined
_TURNS = 60  # of the refinement; each leaves 0.62 of the bracket
_EDGE = 1e-6  # how near a probability may come to 0 and 1


@dataclass(frozen=True, slots=True)
class Pull:
    """One loss on the rows of a table.

    Attributes:
        loss: Its id.
        constant: The prediction that costs least, if one has to do for all rows.
        shares: Each row's share of the gradient, by size without sign; they add up to 1, or are all 0.
        half: How many rows, the strongest first, make half of the gradient.
    """

    loss: str
    constant: float
    shares: tuple[float, ...]
    half: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some losses on the rows of a table.

    Attributes:
        target: The targets.
        predictions: The predictions.
        rows: The number of each row in the table, from 1.
        pulls: The losses, as they were asked for.
    """

    target: tuple[float, ...]
    predictions: tuple[float, ...]
    rows: tuple[int, ...]
    pulls: tuple[Pull, ...]

    def strongest(self, count: int) -> list[int]:
        """Return the places of the rows that pull most under any of the losses, the strongest first."""
        most = [max(pull.shares[place] for pull in self.pulls) for place in range(len(self.target))]
        return sorted(range(len(most)), key=lambda place: -most[place])[:count]

    def parts(self, count: int) -> list[list[float]]:
        """Return for each loss how much of its gradient lies on equal parts of the rows, small errors first."""
        errors = self._errors()
        order = sorted(range(len(errors)), key=errors.__getitem__)
        cuts = [round(len(order) * step / count) for step in range(count + 1)]
        slices = [order[start:end] for start, end in itertools.pairwise(cuts)]
        return [[math.fsum(pull.shares[place] for place in rows) for rows in slices] for pull in self.pulls]

    def _errors(self) -> list[float]:
        classes = set(self.target) <= {0.0, 1.0}
        predicted = self.predictions
        if classes and not _are_probabilities(predicted):
            predicted = tuple(1 / (1 + math.exp(-min(max(logit, -500.0), 500.0))) for logit in predicted)
        return [abs(wanted - given) for wanted, given in zip(self.target, predicted, strict=True)]


Link = Callable[["Tensor"], "Tensor"]


def pull_of(
    loss: str,
    code: str,
    inputs: Mapping[str, str],
    target: Sequence[float],
    predictions: Sequence[float],
    names: Mapping[str, Any] | None = None,
) -> Pull:
    """Weigh rows by one loss.

    Args:
        loss: Its id.
        code: The block that is printed for it.
        inputs: The names of its inputs, each with what it is.
        target: The targets; for losses on classes 0 and 1.
        predictions: The predictions, as many; for losses on classes probabilities or logits.
        names: What the code leaves to its reader: `residual_scale`, counts of classes.

    Raises:
        InputError: The loss takes something else than a prediction and a target, or not such ones as these.
    """
    import torch

    first = next(iter(inputs), "")
    if list(inputs) != [first, "target"] or first not in _LINKS or not set(inputs.values()) <= _ROWS:
        told = ", ".join(f"{name} {kind}" for name, kind in inputs.items()) or "other things"
        raise InputError(f"{loss} takes {told}; rows can be weighed by losses of one prediction and one target each")
    link, low, high = _LINKS[first](predictions)
    wanted = torch.tensor(target, dtype=torch.float64)
    wanted = 2 * wanted - 1 if first == "scores" and set(target) <= {0.0, 1.0} else wanted
    block = Block(code, names)

    def gradient_at(values: Tensor) -> tuple[float, Tensor]:
        leaf = values.clone().requires_grad_()
        value = float(block.run({first: link(leaf), "target": wanted}))
        return value, torch.zeros_like(leaf) if leaf.grad is None else leaf.grad.abs()

    try:
        _, pulls = gradient_at(torch.tensor(predictions, dtype=torch.float64))
        least = _least(lambda c: gradient_at(torch.full_like(wanted, c))[0], _tried(target, low, high))
    except (ArithmeticError, IndexError, NameError, RuntimeError, TypeError, ValueError) as error:
        raise InputError(f"{loss} cannot be worked out on these rows: {str(error).splitlines()[0][:120]}") from error
    if not bool(torch.isfinite(pulls).all()):
        raise InputError(f"{loss} has no finite gradient on these rows: {_WANTED[first]}")
    total = float(pulls.sum())
    shares = tuple((pulls / total).tolist()) if total > 0 else (0.0,) * len(target)
    return Pull(loss, least, shares, _half(shares))


def _tried(target: Sequence[float], low: float, high: float) -> list[float]:
    """Return constants worth trying: quantiles of the target, its mean, and steps over the range allowed."""
    ordered = sorted(target)
    last = len(ordered) - 1
    found = {ordered[round(last * step / _GRID)] for step in range(_GRID + 1)} | {math.fsum(ordered) / len(ordered)}
    if math.isfinite(low) and math.isfinite(high):
        found |= {low + (high - low) * step / _GRID for step in range(_GRID + 1)}
    kept = sorted(min(max(value, low), high) for value in found)
    return [kept[0], *(b for a, b in itertools.pairwise(kept) if b > a)]


def _least(cost: Callable[[float], float], tried: Sequence[float]) -> float:
    """Return where a cost is least: the best of some points, refined by golden section between its neighbours."""
    costs = [cost(value) for value in tried]
    known = [place for place, value in enumerate(costs) if math.isfinite(value)]
    if not known:
        raise ValueError("it is finite for no constant prediction")
    best = min(known, key=costs.__getitem__)
    low, high = tried[max(best - 1, 0)], tried[min(best + 1, len(tried) - 1)]
    ratio = (math.sqrt(5) - 1) / 2
    for _ in range(_TURNS):
        inner, outer = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, outer) if cost(inner) <= cost(outer) else (inner, high)
    middle = (low + high) / 2
    # A kink stands exactly at a value of the target; a search comes only near it.
    return tried[best] if costs[best] <= cost(middle) else middle


def _half(shares: Sequence[float]) -> int:
    total, count = 0.0, 0
    for share in sorted(shares, reverse=True):
        if total >= 0.5:  # noqa: PLR2004 - a half
            break
        total, count = total + share, count + 1
    return count if total else 0


def _identity(_: Sequence[float]) -> tuple[Link, float, float]:
    return lambda values: values, -math.inf, math.inf


def _logarithm(predictions: Sequence[float]) -> tuple[Link, float, float]:
    if min(predictions) <= 0:
        raise InputError(
            "a prediction is 0 or less, and this loss takes its logarithm: compare losses that take it as it is"
        )
    return lambda values: values.log(), min(predictions) * 1e-3, math.inf


def _logits(predictions: Sequence[float]) -> tuple[Link, float, float]:
    if _are_probabilities(predictions):
        return lambda values: values.clamp(_EDGE, 1 - _EDGE).logit(), _EDGE, 1 - _EDGE
    return lambda values: values, -20.0, 20.0


def _probabilities(predictions: Sequence[float]) -> tuple[Link, float, float]:
    if _are_probabilities(predictions):
        return lambda values: values.clamp(_EDGE, 1 - _EDGE), _EDGE, 1 - _EDGE
    return lambda values: values.sigmoid().clamp(_EDGE, 1 - _EDGE), -13.0, 13.0


def _are_probabilities(predictions: Sequence[float]) -> bool:
    return all(0 <= prediction <= 1 for prediction in predictions)


_ROWS = {"float [N, *]", "float [N]"}
_LINKS: Mapping[str, Callable[[Sequence[float]], tuple[Link, float, float]]] = {
    "pred": _identity,
    "scores": lambda _: (lambda values: values, -20.0, 20.0),
    "log_mean": _logarithm,
    "logits": _logits,
    "probs": _probabilities,
}
_WANTED: Mapping[str, str] = {
    "pred": "does it want targets and predictions above 0?",
    "scores": "it wants classes 0 and 1, or −1 and +1",
    "log_mean": "it wants targets of 0 and more",
    "logits": "it wants classes 0 and 1",
    "probs": "it wants classes 0 and 1",
}
