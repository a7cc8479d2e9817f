"""The shape of a loss along one number that means something: its value and its slope, from the code that is printed.

What is drawn is the pasted code itself, run as it stands, so a drawing cannot disagree with the block beside it. Only
torch is imported, and only when a shape is worked out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lossquiz.losses.blocks import Block
from lossquiz.losses.views import VIEWS, View

STEPS = 113
"""How many points a shape has; odd, so that one is in the middle."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A loss along one number.

    Attributes:
        against: What the number is.
        points: Its values, evenly spaced.
        values: The loss there.
        slopes: The derivative of the loss there, by autograd.
    """

    against: str
    points: tuple[float, ...]
    values: tuple[float, ...]
    slopes: tuple[float, ...]


def shape_of(code: str, inputs: Mapping[str, str]) -> Shape | None:
    """Return the shape of a loss, or None where none of its views is finite and depends on the number.

    Args:
        code: The block of code that is printed for it: it makes `loss` out of the inputs and calls `backward`.
        inputs: The names of its inputs, each with what it is: `float [N, C]`.
    """
    first = next(iter(inputs.values()))
    for view in VIEWS.get(tuple(inputs), ()):
        if view.kinds and first not in view.kinds:
            continue
        found = _along(code, view)
        if found is not None and max(found.values) > min(found.values):
            return found
    return None


def _along(code: str, view: View) -> Shape | None:
    import torch

    block = Block(code)
    points = [view.low + (view.high - view.low) * step / (STEPS - 1) for step in range(STEPS)]
    values, slopes = [], []
    for point in points:
        x = torch.tensor(point, dtype=torch.float64, requires_grad=True)
        try:
            values.append(float(block.run(view.feed(x))))
        except (ArithmeticError, IndexError, NameError, RuntimeError, TypeError, ValueError):
            return None  # it wants other inputs than the view has
        slopes.append(float(x.grad) if x.grad is not None else 0.0)
    if not all(map(math.isfinite, (*values, *slopes))):
        return None
    return Shape(view.against, tuple(points), tuple(values), tuple(slopes))
