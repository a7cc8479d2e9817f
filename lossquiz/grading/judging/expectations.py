"""What is right: the reference in float64, with the error that float32 itself makes.

Only the trusted side imports this. Values and gradients are computed once per (question, seed) and shared by
every submission of a batch.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lossquiz.errors import BankError
from lossquiz.grading.cases.cases import Case, make_cases
from lossquiz.grading.judging.kinks import Slopes
from lossquiz.grading.judging.tolerance import allowance, size_of_gradient
from lossquiz.grading.sandbox.both.describing import at_logits
from lossquiz.questions.authored import blamed, in_task, reference_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lossquiz.grading.sandbox.both.job import Call
    from lossquiz.questions.model import ImplementTask

MIN_ROWS, MAX_ROWS = 2, 6
Reference = Callable[..., torch.Tensor]


@dataclass(frozen=True, slots=True)
class Expected:
    """The right answer to one case.

    Attributes:
        value: The loss, or for `backward` tasks the gradient, in float64.
        gradients: The gradient of `upstream · loss` for each input that is due one.
        value_slack: How far off a right answer may be beyond the common tolerance: the error of the reference
            itself in the case's precision, and what the question forgives.
        gradient_slack: The same for each gradient.
        allowed: How far off each number of the value may be in all.
        gradient_allowed: The same for each gradient.
        slopes: The right slopes where the loss has a kink.
    """

    value: NDArray[np.float64]
    gradients: Mapping[str, NDArray[np.float64]]
    value_slack: float
    gradient_slack: Mapping[str, float]
    allowed: NDArray[np.float64]
    gradient_allowed: Mapping[str, NDArray[np.float64]]
    slopes: Slopes


@dataclass(frozen=True, slots=True)
class Expectations:
    """The cases of one question under one seed, each with its right answer.

    Attributes:
        task: The question.
        seed: The seed.
        cases: The cases, in the order in which they are run.
        expected: The right answer to each.
        calls: What a submission is asked: the calls of the cases, one tuple for all submissions.
        memory: What judging one submission has worked out about these cases, kept for the next one.
    """

    task: ImplementTask
    seed: int
    cases: tuple[Case, ...]
    expected: tuple[Expected, ...]
    calls: tuple[Call, ...] = field(init=False, repr=False, compare=False)
    memory: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "calls", tuple(case.call for case in self.cases))


def expectations_of(task: ImplementTask, seed: int) -> Expectations:
    """Make the cases of a question and work them out.

    Raises:
        BankError: The reference cannot be loaded, or gives no number.
    """
    reference = load_reference(task)
    cases = make_cases(task, seed)
    return Expectations(task, seed, cases, tuple(_expected(task, reference, case) for case in cases))


def _expected(task: ImplementTask, reference: Reference, case: Case) -> Expected:
    with blamed(reference_of(task), f"in the case “{case.note}” the reference"):
        return expect(task, reference, case)


def scalar_of(result: object) -> torch.Tensor:
    """Return what a reference gave.

    Raises:
        TypeError: It is no scalar tensor.
    """
    if not isinstance(result, torch.Tensor) or result.dim():
        got = f"a tensor of shape {tuple(result.shape)}" if isinstance(result, torch.Tensor) else type(result).__name__
        raise TypeError(f"expected a scalar tensor, got {got}")
    return result


def expect(task: ImplementTask, reference: Reference, case: Case) -> Expected:
    """Work out one case in float64, and measure the reference's own error in the case's precision."""
    value, gradients = differentiate(task, reference, case, torch.float64)
    value_slack, slack = 0.0, dict.fromkeys(gradients, 0.0)
    if case.dtype == "float32":
        rough_value, rough = differentiate(task, reference, case, torch.float32)
        value_slack = _distance(value, rough_value)
        slack = {name: _distance(gradients[name], rough[name]) for name in gradients}
    for shift in (task.input_slack, -task.input_slack):
        if shift:
            moved_value, moved = differentiate(task, reference, case, torch.float64, shift=shift)
            value_slack = max(value_slack, _distance(value, moved_value))
            slack = {name: max(slack[name], _distance(gradients[name], moved[name])) for name in gradients}
    slopes = Slopes(partial(evaluate, reference, case), case)
    return expected_of(case, value, gradients, value_slack, slack, slopes, by_hand=task.entry_kind == "backward")


def expected_of(
    case: Case,
    value: NDArray[np.float64],
    gradients: Mapping[str, NDArray[np.float64]],
    value_slack: float,
    gradient_slack: Mapping[str, float],
    slopes: Slopes,
    *,
    by_hand: bool = False,
) -> Expected:
    """Add to what is right how far off an answer may be; `by_hand` says that the value is a gradient."""
    scale = size_of_gradient(value, 1.0) if by_hand else 1.0
    allowed = allowance(case, value, value_slack, scale)
    upstream = case.call.upstream or 1.0
    gradient_allowed = {
        name: allowance(case, right, gradient_slack[name], size_of_gradient(right, upstream))
        for name, right in gradients.items()
    }
    return Expected(value, gradients, value_slack, gradient_slack, allowed, gradient_allowed, slopes)


def differentiate(
    task: ImplementTask, reference: Reference, case: Case, dtype: torch.dtype, *, shift: float = 0.0
) -> tuple[NDArray[np.float64], dict[str, NDArray[np.float64]]]:
    """Evaluate the reference and its gradients at a case.

    Args:
        task: The question; for `backward` tasks the value is the gradient of the first input.
        reference: The reference.
        case: The case.
        dtype: The precision to compute in.
        shift: Added to the first floating input, to see what a small change of the input does.
    """
    tensors = _tensors(task, case, dtype)
    if shift:
        first = next(name for name, tensor in tensors.items() if tensor.is_floating_point())
        tensors[first] = tensors[first] + shift
    wanted = [spec.name for spec in task.inputs if spec.gradient]
    leaves = [tensors[name].requires_grad_() for name in wanted]
    loss = scalar_of(reference(**tensors, **case.values))
    upstream = 1.0 if case.call.upstream is None else case.call.upstream
    found = torch.autograd.grad(loss * upstream, leaves, allow_unused=True)
    arrays = [np.zeros(leaf.shape) if g is None else _array(g) for leaf, g in zip(leaves, found, strict=True)]
    logits = {spec.name for spec in task.inputs if spec.at_logits}
    arrays = [
        at_logits(array, _array(tensors[name])) if name in logits else array
        for name, array in zip(wanted, arrays, strict=True)
    ]
    if task.entry_kind == "backward":
        return arrays[0], {}
    due = {t.name for t in case.call.tensors if t.requires_grad}
    return _array(loss), {name: array for name, array in zip(wanted, arrays, strict=True) if name in due}


def evaluate(reference: Reference, case: Case, arrays: Mapping[str, NDArray[Any]]) -> float:
    """Evaluate the reference in float64 at changed inputs, times the case's upstream gradient."""
    tensors = {name: torch.from_numpy(np.asarray(array)) for name, array in arrays.items()}
    with torch.no_grad():
        return float(reference(**tensors, **case.values)) * (case.call.upstream or 1.0)


def row_terms(task: ImplementTask, case: Case, expected: Expected) -> tuple[float, ...]:
    """Work a small case out row by row.

    Returns:
        The loss of each row alone, when there are a few rows and the expected value is their mean; else nothing.
    """
    arrays = case.in_float64()
    rows = {len(array) if array.ndim and name in task.by_row else 0 for name, array in arrays.items()}
    if task.entry_kind == "backward" or len(rows) != 1 or not MIN_ROWS <= (count := rows.pop()) <= MAX_ROWS:
        return ()
    reference = load_reference(task)
    terms: list[float] = []
    with torch.no_grad():
        for row in range(count):
            tensors = {name: torch.from_numpy(array[row : row + 1].copy()) for name, array in arrays.items()}
            terms.append(float(reference(**tensors, **case.values)))
    return tuple(terms) if np.isclose(np.mean(terms), expected.value, rtol=1e-9, atol=0) else ()


def _tensors(task: ImplementTask, case: Case, dtype: torch.dtype) -> dict[str, torch.Tensor]:
    names = [spec.name for spec in task.inputs]
    given = {t.name: t.array for t in case.call.tensors}
    tensors = {name: torch.from_numpy(np.array(given[name])) for name in names}
    return {n: t.to(dtype) if t.is_floating_point() else t for n, t in tensors.items()}


def _array(tensor: torch.Tensor) -> NDArray[np.float64]:
    return tensor.detach().double().numpy()


def _distance(right: NDArray[np.float64], rough: NDArray[np.float64]) -> float:
    """Return the greatest finite difference."""
    with np.errstate(invalid="ignore"):
        difference = np.abs(right - rough)
    finite = difference[np.isfinite(difference)]
    return float(finite.max()) if finite.size else 0.0


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
    with blamed(piece, "the import"):
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
