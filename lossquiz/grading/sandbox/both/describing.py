"""What came back from a call as plain data: kind, form, numbers and gradients.

What is returned is never trusted to be what it seems: subclasses are stripped, odd layouts made dense, and numbers
taken as raw bytes, before anything is differentiated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lossquiz.grading.sandbox.both.binding import Leaf
from lossquiz.grading.sandbox.both.errors import is_out_of_memory, message_of, name_of
from lossquiz.grading.sandbox.both.outcomes import Returned, SideEffect
from lossquiz.grading.sandbox.both.reading import plain_tensor, read_tensor, sendable
from lossquiz.grading.sandbox.both.wire import MAX_TEXT

if TYPE_CHECKING:
    from numpy.typing import NDArray

Gradients = tuple[Mapping[str, "NDArray[np.generic] | None"], str]
Differentiate = Callable[[torch.Tensor], Gradients]

# torch.autograd.grad without its own checks, which cost as much as a small loss: what is passed here is always plain.
_grad = torch.autograd.grad
_run_backward = torch.autograd.Variable._execution_engine.run_backward  # noqa: SLF001 - has no public name


def describe(result: object, differentiate: Differentiate | None = None) -> Returned:
    """Return a result as data, with the gradients of a tensor where it is to be differentiated."""
    kind = type(result)
    name = name_of(kind)
    if result is None:
        return Returned("none", name, "", (), None)
    if issubclass(kind, torch.Tensor):
        return _describe_tensor(result, name, differentiate)
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


def _describe_tensor(result: Any, name: str, differentiate: Differentiate | None) -> Returned:
    plain = plain_tensor(result)
    dtype, shape, seen = read_tensor(plain)
    value = None if seen is None else seen.copy()  # backward may write to the memory that was read
    requires_grad = plain.requires_grad
    # Without numbers there is nothing to differentiate, and torch loads sympy to do so on the meta device.
    gradients, problem = ({}, "") if differentiate is None or seen is None else differentiate(plain)
    effects = () if type(result) is torch.Tensor else (SideEffect("own_class", name),)
    return Returned("tensor", name, dtype, shape, value, requires_grad, gradients, problem, side_effects=effects)


# --- gradients --------------------------------------------------------------------------------------------------------


def by_grad(leaves: tuple[Leaf, ...], upstream: float) -> Differentiate:
    """Return what takes gradients as `torch.autograd.grad` does, with the upstream gradient at each element."""

    def run(result: torch.Tensor, wanted: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor | None, ...]:
        if torch.autograd.grad is not _grad:  # an answer that replaces it gets what its caller would get
            return torch.autograd.grad(result, wanted, torch.full_like(result, upstream), allow_unused=True)
        # By position: outputs, their gradients, retain_graph, create_graph, inputs.
        found: tuple[torch.Tensor | None, ...] = _run_backward(
            *((result,), (torch.full_like(result, upstream),), False, False, wanted),
            allow_unreachable=True,
            accumulate_grad=False,
        )
        return found

    return _differentiating(leaves, run)


def by_backward(leaves: tuple[Leaf, ...], upstream: float) -> Differentiate:
    """Return what takes gradients by `.backward()`, which leaves them in `.grad`."""

    def run(result: torch.Tensor, wanted: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor | None, ...]:
        for tensor in wanted:
            tensor.grad = None
        # Not `backward(gradient)`, for which torch loads sympy.
        (upstream * (result.sum() if result.dim() else result)).backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        return tuple(tensor.grad for tensor in wanted)

    return _differentiating(leaves, run)


def at_logits(gradient: NDArray[Any], log_probs: NDArray[Any]) -> NDArray[Any]:
    """Return the gradient at the logits x of a function of `log_probs = log_softmax(x)` over the last dimension.

    Log-probabilities cannot move on their own, so a function of them has more than one gradient: they differ in what
    the softmax takes away again.
    """
    return np.asarray(gradient - np.exp(log_probs) * gradient.sum(axis=-1, keepdims=True))


def _differentiating(
    leaves: tuple[Leaf, ...],
    run: Callable[[torch.Tensor, tuple[torch.Tensor, ...]], tuple[torch.Tensor | None, ...]],
) -> Differentiate:
    def differentiate(result: torch.Tensor) -> Gradients:
        gradients: dict[str, NDArray[np.generic] | None] = {
            leaf.given.name: None for leaf in leaves if leaf.given.requires_grad
        }
        wanted = [leaf for leaf in leaves if leaf.given.requires_grad and leaf.tensor.requires_grad]
        if not (wanted and result.requires_grad):
            return gradients, ""
        try:
            found = run(result, tuple(leaf.tensor for leaf in wanted))
        except MemoryError:
            raise
        except Exception as error:
            if is_out_of_memory(error):
                raise
            return gradients, f"{name_of(type(error))}: {message_of(error)}"[:MAX_TEXT]
        for leaf, gradient in zip(wanted, found, strict=True):
            if gradient is not None:
                _, shape, value = read_tensor(plain_tensor(gradient))
                if value is not None and leaf.given.at_logits and shape == leaf.seen.shape:
                    value = at_logits(value, leaf.seen)
                gradients[leaf.given.name] = value if value is not None and shape == leaf.tensor.shape else None
        return gradients, ""

    return differentiate
