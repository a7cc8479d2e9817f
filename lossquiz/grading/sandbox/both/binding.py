"""The Python objects of one call: fresh tensors of the layout asked for, and what tells whether they were changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from lossquiz.grading.sandbox.both.job import Argument, Call, TensorInput, Use
from lossquiz.grading.sandbox.both.reading import read_tensor

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(slots=True)
class Leaf:
    """A tensor argument, and what it takes to see at once whether its values were changed."""

    given: TensorInput
    tensor: torch.Tensor
    seen: NDArray[np.generic]
    address: int
    before: bytes


@dataclass(frozen=True, slots=True)
class Bound:
    """The Python objects of one call: fresh leaves and plain numbers."""

    positional: tuple[object, ...]
    keyword: dict[str, object]
    construct: dict[str, object]
    leaves: tuple[Leaf, ...]
    upstream: float | None
    use: Use = "plain"
    first: Bound | None = None
    most: int = 0


def make_leaf(tensor: TensorInput) -> torch.Tensor:
    """Return a fresh leaf with the values, the memory layout and the `requires_grad` asked for."""
    values = torch.from_numpy(np.array(tensor.array, order="C"))
    if tensor.layout == "transposed" and values.dim() >= 2:  # noqa: PLR2004 - a transpose needs two dimensions
        order = tuple(reversed(range(values.dim())))
        values = values.permute(order).contiguous().permute(order)
    elif tensor.layout != "contiguous":
        values = _every_second(values)
    return values.requires_grad_() if tensor.requires_grad else values


def _every_second(values: torch.Tensor) -> torch.Tensor:
    """Return a view with the same values whose last dimension (or the only element) skips every second number."""
    wide = torch.ones((*values.shape, 2), dtype=values.dtype)
    if values.dtype.is_floating_point:
        wide *= -7.25  # read by mistake, it is seen in the result
    wide[..., 0] = values
    return wide[..., 0]


def bind(call: Call) -> Bound:
    """Return the Python objects to call an answer with."""
    arguments = (*call.positional, *call.keyword)
    made = [_value(argument) for argument in arguments]
    split = len(call.positional)
    leaves = [
        watched(argument, value)
        for argument, value in zip(arguments, made, strict=True)
        if isinstance(argument, TensorInput) and isinstance(value, torch.Tensor)
    ]
    return Bound(
        tuple(made[:split]),
        {argument.name: value for argument, value in zip(call.keyword, made[split:], strict=True)},
        {argument.name: argument.value for argument in call.construct},
        tuple(leaves),
        call.upstream,
        call.use,
        bind(call.first) if call.first is not None else None,
        call.most,
    )


def fill(bound: Bound, numbers: memoryview) -> None:
    """Put the numbers of a call into its tensors, one after the other, those of the call before it last."""
    for leaf in bound.leaves:
        leaf.before, numbers = bytes(numbers[: leaf.seen.nbytes]), numbers[leaf.seen.nbytes :]
        if leaf.before:
            leaf.seen[...] = np.frombuffer(leaf.before, leaf.seen.dtype).reshape(leaf.seen.shape)
    if bound.first is not None:
        fill(bound.first, numbers)


def watched(given: TensorInput, tensor: torch.Tensor) -> Leaf:
    """Return a tensor with what tells later whether its values were changed."""
    seen = tensor.detach().numpy()  # a view of the same memory
    return Leaf(given, tensor, seen, tensor.data_ptr(), seen.tobytes())


def _value(argument: Argument) -> object:
    return make_leaf(argument) if isinstance(argument, TensorInput) else argument.value


def changes_of(bound: Bound) -> dict[str, NDArray[np.generic]]:
    """Return the inputs whose values differ from what was given, as they are now."""
    changes: dict[str, NDArray[np.generic]] = {}
    for leaf in bound.leaves:
        in_place = leaf.tensor.data_ptr() == leaf.address and leaf.tensor.shape == leaf.seen.shape
        if in_place and leaf.seen.tobytes() == leaf.before:
            continue
        after = _values_after(leaf)
        if after.tobytes() != leaf.before:
            changes[leaf.given.name] = after
    return changes


def _values_after(leaf: Leaf) -> NDArray[np.generic]:
    _, shape, after = read_tensor(leaf.tensor)
    was = leaf.given.array
    if after is None or shape != was.shape or after.dtype != was.dtype:
        # Resized or re-typed through `.data`: the values are gone, and any other array says so.
        flipped = bytes(byte ^ 1 for byte in leaf.before)
        return np.frombuffer(flipped, was.dtype).reshape(was.shape)
    return after
