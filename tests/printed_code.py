"""Every block of code that can be printed, found by trying the facts that change it, and what it is fed in tests."""

from __future__ import annotations

import contextlib
import functools
import itertools
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F

from lossquiz.losses.catalogue import Loss, catalogue
from lossquiz.selection.conditions import Value
from lossquiz.selection.engine import pool
from lossquiz.selection.facts import all_facts, tasks
from lossquiz.selection.torch_line import code_block, for_facts

NUMBERS = {
    "quantile": 0.9,
    "pos_rate": 0.02,
    "n_classes": 3,
    "batch_size": 32,
    "fn_cost": 5.0,
    "coverage": 0.8,
    "under_cost": 3.0,
}
COSTS = torch.tensor([[0.0, 1.0, 4.0], [1.0, 0.0, 2.0], [5.0, 2.0, 0.0]])
_DATA = """
target true relevance similar grade quality offset event duration interval fraction mask known signed_distance
pred_distance true_distance ref_chosen ref_rejected reference desirable kl labelled_positive advantages rewards
old_log_probs teacher teacher_pos teacher_neg noise real mel_real insample angle lower upper pos_log_q neg_log_q
memory alpha sigma
"""
GIVEN = set(_DATA.split())
"""Inputs that are data: nothing learns from a gradient towards them."""

GIVEN_OF = {
    "kl_div": {"p"},
    "reverse_kl": {"p"},
    "v_mse": {"x"},
    "flow_matching_mse": {"x"},
    "weighted_mse": {"weight"},
}


@dataclass(frozen=True, slots=True)
class Printed:
    """One block, the loss as it is written there, and the first task and facts that print it."""

    loss: Loss
    task: str
    facts: Mapping[str, Value]
    code: str

    @property
    def id(self) -> str:
        """The loss and, where they matter, the facts."""
        return "-".join([self.loss.id, *(f"{k}={v}" for k, v in self.facts.items() if k != "task")])


@functools.cache
def printed() -> tuple[Printed, ...]:
    """Return each block that some task and facts print, once."""
    found: dict[tuple[str, str], Printed] = {}
    for task in tasks():
        for loss_id in sorted(pool(task)):
            for facts in settings(catalogue()[loss_id], task):
                loss = for_facts(catalogue()[loss_id], task, facts)
                code = code_block(loss, facts)
                found.setdefault((loss_id, code), Printed(loss, task, facts, code))
    return tuple(found.values())


def settings(loss: Loss, task: str) -> Iterator[dict[str, Value]]:
    """Yield all combinations of the facts of a task that the code of a loss looks at."""
    conditions = [*loss.options, *(text for v in loss.variants for text in (*v["when"], *v["unless"]))]
    tests = {test for text in conditions for test in text.split("|") if not test.startswith("task=")}
    values: dict[str, list[Value]] = {}
    for test in sorted(tests):
        name, _, value = test.partition("=")
        if name in all_facts() and all_facts()[name].belongs_to(task):
            values.setdefault(name, [False]).append(NUMBERS.get(name, value or default(name)))
    for chosen in itertools.product(*values.values()):
        yield {name: value for name, value in zip(values, chosen, strict=True) if value is not False}


def default(name: str) -> Value:
    fact = all_facts()[name]
    return fact.values[0] if fact.values else True


def world(dtype: torch.dtype, device: str = "cpu") -> dict[str, Any]:
    """Return what a block leaves to its reader."""
    made = {
        "n_pos": 10.0,
        "n_neg": 90.0,
        "cost_fn": 5.0,
        "cost_fp": 1.0,
        "class_counts": torch.tensor([50.0, 30.0, 20.0], dtype=dtype),
        "class_weights": torch.tensor([0.5, 1.0, 2.0], dtype=dtype),
        "costs": COSTS.to(dtype),
        "task_weights": torch.tensor([1.0, 4.0], dtype=dtype),
        "residual_scale": 2.0,
        "level": 0.9,
        "vocabulary": 100,
        "width": 8,
        "prior": 0.2,
        "transition": torch.full((3, 3), 0.1, dtype=dtype) + 0.7 * torch.eye(3, dtype=dtype),
        "embed": lambda images: images.mean(1),
        "distance": lambda a, b: (a - b).abs().sum(1),
    }
    return {k: v.to(device) if isinstance(v, torch.Tensor) else v for k, v in made.items()}


@contextlib.contextmanager
def weights_in(dtype: torch.dtype) -> Iterator[None]:
    """Make the weights of a layer that is the loss in a dtype, as the model's are."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        yield
    finally:
        torch.set_default_dtype(before)


def example(loss: Loss, dtype: torch.dtype, seed: int = 0) -> dict[str, Any]:
    """Return the example of a loss by the names of its inputs, in one float dtype."""
    torch.manual_seed(seed)
    values = eval(loss.example, {"torch": torch, "F": F, "math": math, "width": 8})  # noqa: S307 - our own catalogue
    assert len(values) == len(loss.inputs), loss.id
    return cast(loss, dict(zip(loss.inputs, values, strict=True)), dtype)


def cast(loss: Loss, values: Mapping[str, Any], dtype: torch.dtype) -> dict[str, Any]:
    """Return the inputs of a loss in one float dtype, those that are no data with a gradient to come."""
    given = GIVEN | GIVEN_OF.get(loss.id, set())
    return {name: _cast(value, dtype, name not in given) for name, value in values.items()}


def _cast(value: Any, dtype: torch.dtype, learned: bool) -> Any:
    if isinstance(value, torch.nn.Module):
        return value.to(dtype)
    if not isinstance(value, torch.Tensor) or not value.is_floating_point():
        return value
    return value.to(dtype).detach().requires_grad_(learned)


def fits(kind: str, value: Any, sizes: dict[str, Any]) -> bool:
    """Tell whether a value has the dtype and shape that are printed for it, with the sizes of the others."""
    if not isinstance(value, torch.Tensor):
        return kind == type(value).__name__ if isinstance(value, (int, float)) else kind.startswith("a ")
    dtype, _, shape = kind.partition(" ")
    wanted = [part for part in shape[1:-1].split(", ") if part]
    if (dtype == "float") != value.is_floating_point():
        return False
    sizes_left = list(value.shape)
    for place, part in enumerate(wanted):
        if part == "*":
            return bool(sizes.setdefault("*", sizes_left[place:]) == sizes_left[place:])
        if place >= len(sizes_left):
            return False
        letter = re.fullmatch(r"([A-Za-z])([+-]\d)?", part)
        size = sizes_left[place] - int((letter and letter[2]) or 0)
        if (sizes.setdefault(letter[1], size) if letter else int(part)) != size:
            return False
    return len(wanted) == len(sizes_left)
