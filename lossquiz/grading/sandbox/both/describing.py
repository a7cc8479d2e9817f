"""What came back from a call as plain data: kind, form, numbers and gradients.

What is returned is never trusted to be what it seems: subclasses are stripped, odd layouts made dense, and numbers
taken as raw bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lossquiz.grading.sandbox.both.binding import Bound, Leaf
from lossquiz.grading.sandbox.both.errors import is_out_of_memory, message_of, name_of
from lossquiz.grading.sandbox.both.outcomes import Returned
from lossquiz.grading.sandbox.both.reading import plain_tensor, read_tensor, sendable
from lossquiz.grading.sandbox.both.wire import MAX_TEXT

if TYPE_CHECKING:
    from numpy.typing import NDArray

# torch.autograd.grad without its own checks, which cost as much as a small loss: what is passed here is always plain.
_grad = torch.autograd.grad
_run_backward = torch.autograd.Variable._execution_engine.run_backward  # noqa: SLF001 - has no public name


def describe(result: object, bound: Bound) -> Returned:
    """Return a result as data, its gradients included."""
    kind = type(result)
    name = name_of(kind)
    if result is None:
        return Returned("none", name, "", (), None)
    if issubclass(kind, torch.Tensor):
        return _describe_tensor(result, name, bound)
    if issubclass(kind, (np.ndarray, np.generic)):
        array = np.asarray(result).view(np.ndarray)
        return Returned("array", name, array.dtype.name, array.shape, sendable(array))
    if kind in {float, int, bool, complex}:
        return _describe_number(result, name)
    return Returned("other", name, "", (), None)


def _describe_number(result: Any, name: str) -> Returned:
    try:
        array = np.asarray(result, {bool: "bool", int: "int64", float: "float64", complex: "complex128"}[type(result)])
    except OverflowError:
        return Returned("number", name, "", (), None)
    return Returned("number", name, array.dtype.name, (), array)


def _describe_tensor(result: Any, name: str, bound: Bound) -> Returned:
    plain = plain_tensor(result)
    dtype, shape, value = read_tensor(plain)
    gradients, problem = ({}, "") if bound.upstream is None else _differentiate(plain, bound.upstream, bound.leaves)
    return Returned("tensor", name, dtype, shape, value, plain.requires_grad, gradients, problem)


def _differentiate(
    result: torch.Tensor, upstream: float, leaves: Sequence[Leaf]
) -> tuple[dict[str, NDArray[np.generic] | None], str]:
    """Run backward from `result` with the upstream gradient at each of its elements."""
    gradients: dict[str, NDArray[np.generic] | None] = {
        leaf.given.name: None for leaf in leaves if leaf.given.requires_grad
    }
    wanted = [leaf for leaf in leaves if leaf.given.requires_grad and leaf.tensor.requires_grad]
    if not (wanted and result.requires_grad):
        return gradients, ""
    try:
        found = _backward(result, torch.full_like(result, upstream), tuple(leaf.tensor for leaf in wanted))
    except MemoryError:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise
        return gradients, f"{name_of(type(error))}: {message_of(error)}"[:MAX_TEXT]
    for leaf, gradient in zip(wanted, found, strict=True):
        if gradient is not None:
            _, shape, value = read_tensor(plain_tensor(gradient))
            gradients[leaf.given.name] = value if value is not None and shape == leaf.tensor.shape else None
    return gradients, ""


def _backward(
    result: torch.Tensor, upstream: torch.Tensor, inputs: tuple[torch.Tensor, ...]
) -> Sequence[torch.Tensor | None]:
    if torch.autograd.grad is not _grad:  # an answer that replaces it gets what its caller would get
        replaced: Sequence[torch.Tensor | None] = torch.autograd.grad(result, inputs, upstream, allow_unused=True)
        return replaced
    # By position: outputs, their gradients, retain_graph, create_graph, inputs.
    found: Sequence[torch.Tensor | None] = _run_backward(
        (result,), (upstream,), False, False, inputs, allow_unreachable=True, accumulate_grad=False
    )
    return found
