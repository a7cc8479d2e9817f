"""The printed code of a loss, run as it stands: what is drawn or measured of a loss is what people paste."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor


class Block:
    """A block of code that makes `loss` out of its inputs and takes a training step.

    Args:
        code: The block, as it is printed.
        names: What the block leaves to its reader, where it is known better than by an ordinary problem.
    """

    def __init__(self, code: str, names: Mapping[str, Any] | None = None) -> None:
        self._code = compile(code, "<the printed code>", "exec")
        self._names = {**_ordinary(), **(names or {})}

    def run(self, inputs: Mapping[str, Any]) -> Tensor:
        """Return the loss of some inputs, without its graph; `backward` has filled the gradients of its leaves.

        Raises:
            ArithmeticError, IndexError, NameError, RuntimeError, TypeError, ValueError: The inputs are not the loss's.
        """
        names = {**self._names, **inputs}
        exec(self._code, names)  # noqa: S102 - our own catalogue's code
        loss: Tensor = names["loss"]
        return loss.detach()


class _Optimizer:
    """Takes no step."""

    def zero_grad(self) -> None:
        """Leave the gradient."""

    def step(self) -> None:
        """Do nothing."""


def _ordinary() -> dict[str, Any]:
    """Return what a block leaves to its reader, as an ordinary problem would have it."""
    import torch

    def double(*values: float) -> Tensor:
        return torch.tensor(values, dtype=torch.float64)

    return {
        "optimizer": _Optimizer(),
        "n_pos": 10.0,
        "n_neg": 90.0,
        "cost_fn": 5.0,
        "cost_fp": 1.0,
        "class_counts": double(50, 30, 20),
        "class_weights": double(0.5, 1, 2),
        "residual_scale": 1.0,
        "level": 0.9,
        "prior": 0.2,
        "transition": 0.1 + 0.7 * torch.eye(3, dtype=torch.float64),
        "distance": lambda a, b: (a - b).abs().sum(1),
    }
