"""The reference of a question: loaded once, and evaluated at a case in the precision that is asked for."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch

from lossquiz.errors import BankError
from lossquiz.grading.sandbox.both.describing import at_logits
from lossquiz.questions.authored import Blamed, in_task, reference_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.cases.cases import Case
    from lossquiz.questions.kinds.implement import ImplementTask

Reference = Callable[..., torch.Tensor]


class Numbers(NamedTuple):
    """The value of a loss (for `backward` tasks the gradient of the first input), and its gradients by input."""

    value: NDArray[np.float64]
    gradients: Mapping[str, NDArray[np.float64]]


def scalar_of(result: object) -> torch.Tensor:
    """Return what a reference gave.

    Raises:
        TypeError: It is no scalar tensor.
    """
    if not isinstance(result, torch.Tensor) or result.dim():
        got = f"a tensor of shape {tuple(result.shape)}" if isinstance(result, torch.Tensor) else type(result).__name__
        raise TypeError(f"expected a scalar tensor, got {got}")
    return result


def differentiate(
    task: ImplementTask,
    reference: Reference,
    case: Case,
    dtype: torch.dtype,
    arrays: Mapping[str, NDArray[Any]] | None = None,
) -> Numbers:
    """Evaluate the reference and its gradients at a case.

    Args:
        task: The question; for `backward` tasks the value is the gradient of the first input.
        reference: The reference.
        case: The case.
        dtype: The precision to compute in.
        arrays: Other inputs in the place of the case's own.
    """
    tensors = _tensors(task, arrays or case.arrays(), dtype)
    wanted = [spec.name for spec in task.inputs if spec.gradient]
    leaves = [tensors[name].requires_grad_() for name in wanted]
    loss = scalar_of(reference(**tensors, **case.values))
    upstream = 1.0 if case.call.upstream is None else case.call.upstream
    slopes = torch.autograd.grad(loss * upstream, leaves, allow_unused=True)
    found = [np.zeros(leaf.shape) if g is None else _array(g) for leaf, g in zip(leaves, slopes, strict=True)]
    logits = {spec.name for spec in task.inputs if spec.at_logits}
    found = [
        at_logits(array, _array(tensors[name])) if name in logits else array
        for name, array in zip(wanted, found, strict=True)
    ]
    if task.entry_kind == "backward":
        return Numbers(found[0], {})
    due = {t.name for t in case.call.tensors if t.requires_grad}
    return Numbers(_array(loss), {name: array for name, array in zip(wanted, found, strict=True) if name in due})


def evaluate(reference: Reference, case: Case, arrays: Mapping[str, NDArray[Any]]) -> float:
    """Evaluate the reference in float64 at changed inputs, times the case's upstream gradient."""
    tensors = {name: torch.from_numpy(np.asarray(array)) for name, array in arrays.items()}
    with torch.no_grad():
        return float(reference(**tensors, **case.values)) * (case.call.upstream or 1.0)


def _tensors(task: ImplementTask, arrays: Mapping[str, NDArray[Any]], dtype: torch.dtype) -> dict[str, torch.Tensor]:
    tensors = {spec.name: torch.from_numpy(np.array(arrays[spec.name])) for spec in task.inputs}
    return {n: t.to(dtype) if t.is_floating_point() else t for n, t in tensors.items()}


def _array(tensor: torch.Tensor) -> NDArray[np.float64]:
    return tensor.detach().double().numpy()


_loaded: dict[tuple[Path, str], Reference] = {}


def load_reference(task: ImplementTask) -> Reference:
    """Return the reference that a task names; it is loaded once.

    Raises:
        BankError: There is no such module, file or function.
    """
    key = (task.bank, task.reference)
    if key not in _loaded:  # a search for a name asks for it thousands of times
        _loaded[key] = _load(task)
    return _loaded[key]


def _load(task: ImplementTask) -> Reference:
    place, _, name = task.reference.rpartition(":" if ":" in task.reference else ".")
    piece = reference_of(task)
    if ":" in task.reference and not piece.path.is_file():
        raise BankError((in_task(task, "implement.reference").fault(f"there is no file {piece.shown}"),))
    with Blamed(piece, "the import"):
        module = _load_file(piece.path) if ":" in task.reference else importlib.import_module(place)
    reference: Reference | None = getattr(module, name, None)
    if not callable(reference):
        raise BankError((in_task(task, "implement.reference").fault(f"{place} defines no function {name}"),))
    return reference


@lru_cache(maxsize=32)
def _load_file(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(f"lossquiz_bank_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
