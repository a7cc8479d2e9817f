"""Call an answer once and collect what came of it: value, gradients, mutated inputs.

The only place where that happens: in the child for submissions, and in process for the project's own
references, misconceptions and mutants. What is returned is never trusted to be what it seems: subclasses are
stripped, odd layouts made dense, and numbers taken as raw bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lossquiz.grading.sandbox.both.job import Argument, Call, EntryKind, TensorInput
from lossquiz.grading.sandbox.both.outcomes import OutOfMemory, Raised, Returned
from lossquiz.grading.sandbox.both.reading import plain_tensor, read_tensor, sendable
from lossquiz.grading.sandbox.both.wire import MAX_NAME, MAX_TEXT

if TYPE_CHECKING:
    from numpy.typing import NDArray

# torch.autograd.grad without its own checks, which cost as much as a small loss: what is passed here is always plain.
_grad = torch.autograd.grad
_run_backward = torch.autograd.Variable._execution_engine.run_backward  # noqa: SLF001 - has no public name
Answer = Callable[..., object]
Around = Callable[[Callable[[], object]], object]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Collected:
    """What one call did, and the inputs whose values it changed."""

    outcome: Returned | Raised | OutOfMemory
    changed: dict[str, NDArray[np.generic]]


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
        _leaf(argument, value)
        for argument, value in zip(arguments, made, strict=True)
        if isinstance(argument, TensorInput) and isinstance(value, torch.Tensor)
    ]
    return Bound(
        tuple(made[:split]),
        {argument.name: value for argument, value in zip(call.keyword, made[split:], strict=True)},
        {argument.name: argument.value for argument in call.construct},
        tuple(leaves),
        call.upstream,
    )


def _leaf(given: TensorInput, tensor: torch.Tensor) -> Leaf:
    seen = tensor.detach().numpy()  # a view of the same memory
    return Leaf(given, tensor, seen, tensor.data_ptr(), seen.tobytes())


def _value(argument: Argument) -> object:
    return make_leaf(argument) if isinstance(argument, TensorInput) else argument.value


def call_answer(
    answer: Answer,
    call: Call,
    *,
    kind: EntryKind = "function",
    filenames: Mapping[str, int] | None = None,
) -> Returned | Raised | OutOfMemory:
    """Call `answer` once, in this process, and return what came of it.

    Args:
        answer: The function, or the class when `kind` is `module`.
        call: The arguments, and the upstream gradient for backward.
        kind: What `answer` is.
        filenames: The answer's own files, to tell the line that raised: file name to notebook cell, or 0.

    Returns:
        The outcome; an `Exception` of the answer is data, other `BaseException`s pass through.
    """
    try:
        return collect(answer, bind(call), kind=kind).outcome
    except Exception as error:  # noqa: BLE001 - an answer may raise anything
        return raised(error, filenames or {})


def collect(answer: Answer, bound: Bound, *, kind: EntryKind = "function", around: Around | None = None) -> Collected:
    """Call `answer` with `bound`, run backward, and gather the numbers; `around` may wrap the forward call."""

    def forward() -> object:
        function: Any = answer(**bound.construct) if kind == "module" else answer
        return function(*bound.positional, **bound.keyword)

    with torch.enable_grad():
        outcome = _describe(around(forward) if around else forward(), bound)
    changed = _changes(bound)
    return Collected(replace(outcome, mutated=tuple(changed)) if changed else outcome, changed)


def _changes(bound: Bound) -> dict[str, NDArray[np.generic]]:
    changes: dict[str, NDArray[np.generic]] = {}
    for leaf in bound.leaves:
        in_place = leaf.tensor.data_ptr() == leaf.address and leaf.tensor.shape == leaf.seen.shape
        if in_place and leaf.seen.tobytes() == leaf.before:
            continue
        after = _values_after(leaf.given, leaf.tensor)
        if after.tobytes() != leaf.before:
            changes[leaf.given.name] = after
    return changes


def _values_after(tensor: TensorInput, leaf: torch.Tensor) -> NDArray[np.generic]:
    _, shape, after = read_tensor(leaf)
    if after is None or shape != tensor.array.shape or after.dtype != tensor.array.dtype:
        # Resized or re-typed through `.data`: the values are gone, and any other array says so.
        flipped = bytes(byte ^ 1 for byte in tensor.array.tobytes())
        return np.frombuffer(flipped, tensor.array.dtype).reshape(tensor.array.shape)
    return after


# --- results --------------------------------------------------------------------------------------------------------


def _describe(result: object, bound: Bound) -> Returned:
    kind = type(result)
    name = _name(kind)
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
        if _out_of_memory(error):
            raise
        return gradients, f"{_name(type(error))}: {_message(error)}"[:MAX_TEXT]
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


# --- errors ---------------------------------------------------------------------------------------------------------


def raised(error: BaseException, filenames: Mapping[str, int]) -> Raised | OutOfMemory:
    """Return the outcome of a call that raised `error`."""
    if _out_of_memory(error):
        return OutOfMemory()
    cell, line = place(error.__traceback__, filenames)
    return Raised(_name(type(error)), _message(error), line, cell)


def place(traceback: TracebackType | None, filenames: Mapping[str, int]) -> tuple[int, int]:
    """Return notebook cell (0 in a Python file) and line of the innermost frame of the submission's own files."""
    found = (0, 0)
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename in filenames:
            found = (filenames[filename], traceback.tb_lineno or 0)
        traceback = traceback.tb_next
    return found


def _out_of_memory(error: BaseException) -> bool:
    """Tell Python's error from torch's, which is a RuntimeError that only its text tells apart."""
    if isinstance(error, MemoryError):
        return True
    text = str(error) if type(error) is RuntimeError else ""
    return "DefaultCPUAllocator" in text or "can't allocate memory" in text


def _name(kind: type) -> str:
    return str(type.__dict__["__name__"].__get__(kind))[:MAX_NAME]


def _message(error: BaseException) -> str:
    try:
        return str(error)[:MAX_TEXT]
    except BaseException:  # noqa: BLE001 - an exception's own text may raise
        return ""
