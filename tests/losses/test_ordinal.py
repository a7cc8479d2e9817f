"""Losses of classes with an order, against loops in plain Python and values worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from lossquiz.losses.catalogue import find_loss
from lossquiz.losses.ordinal import coral_loss

DTYPES = (torch.float32, torch.float64)


def drawn(rows: int, grades: int, dtype: torch.dtype = torch.float64) -> tuple[torch.Tensor, torch.Tensor]:
    rng = np.random.default_rng(rows + grades)
    logits = torch.tensor(2 * rng.normal(size=(rows, grades - 1)), dtype=dtype, requires_grad=True)
    return logits, torch.tensor(rng.integers(0, grades, size=rows))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("rows", "grades"), [(1, 2), (1, 5), (7, 2), (9, 3), (20, 6)])
def test_coral_agrees_with_a_loop(rows: int, grades: int, dtype: torch.dtype) -> None:
    logits, target = drawn(rows, grades, dtype)
    expected, slopes = 0.0, np.zeros((rows, grades - 1))
    for i, (row, grade) in enumerate(zip(logits.tolist(), target.tolist(), strict=True)):
        levels = [1] * grade + [0] * (grades - 1 - grade)
        for k, (x, level) in enumerate(zip(row, levels, strict=True)):
            p = 1 / (1 + math.exp(-x))
            expected -= math.log(p if level else 1 - p) / rows
            slopes[i, k] = (p - level) / rows
    loss = coral_loss(logits, target)
    loss.backward()
    assert loss.shape == ()
    assert loss.dtype == dtype
    assert loss.item() == pytest.approx(expected, rel=1e-5)
    np.testing.assert_allclose(logits.grad.numpy(), slopes, rtol=1e-4, atol=1e-7)


def test_coral_has_the_value_that_the_authors_print() -> None:
    logits = torch.tensor([[2.1, 1.8, -2.1, -1.8], [1.9, -1.0, -1.5, -1.3], [1.9, 1.8, 1.7, 1.6]])
    assert coral_loss(logits, torch.tensor([2, 1, 4])).item() == pytest.approx(0.6920, abs=5e-5)


@pytest.mark.parametrize(
    ("logits", "target", "value"),
    [
        ([[2.0, -2.0]], [1], 2 * math.log(1 + math.exp(-2))),
        ([[math.log(3), -math.log(3)]], [2], math.log(16 / 3)),
        ([[math.log(3), -math.log(3)], [math.log(3), math.log(3)]], [1, 0], math.log(4 / 3) + math.log(4)),
        ([[0.0, 0.0, 0.0, 0.0]], [3], 4 * math.log(2)),
    ],
)
def test_coral_has_the_values_worked_by_hand(logits: list[list[float]], target: list[int], value: float) -> None:
    assert coral_loss(torch.tensor(logits), torch.tensor(target)).item() == pytest.approx(value, rel=1e-6)


def test_with_two_grades_coral_is_bce_and_the_catalogue_says_the_same_as_the_reference() -> None:
    logits, target = drawn(8, 2)
    torch.testing.assert_close(
        coral_loss(logits, target), F.binary_cross_entropy_with_logits(logits[:, 0], target.double())
    )
    space: dict[str, object] = {"torch": torch, "F": F}
    exec(find_loss("coral").snippet, space)  # noqa: S102 - the catalogue's own code
    logits, target = drawn(9, 4)
    torch.testing.assert_close(space["coral"](logits, target), coral_loss(logits, target))  # type: ignore[operator]


def test_the_gradient_of_coral_agrees_with_finite_differences() -> None:
    logits, target = drawn(6, 4)
    assert torch.autograd.gradcheck(lambda x: coral_loss(x, target), (logits,))


@pytest.mark.parametrize("dtype", DTYPES)
def test_coral_is_right_at_the_extremes(dtype: torch.dtype) -> None:
    logits = torch.tensor([[1e4, -1e4, -1e4], [-1e4, -1e4, -1e4]], dtype=dtype, requires_grad=True)
    loss = coral_loss(logits, torch.tensor([3, 0]))
    loss.backward()
    assert loss.item() == pytest.approx(1e4)
    np.testing.assert_allclose(logits.grad.numpy(), [[0, -0.5, -0.5], [0, 0, 0]])


def test_biases_in_order_cost_less_than_biases_out_of_order() -> None:
    """Why biases fall at the optimum: exchanging two that rise never raises the loss, whatever the scores."""
    rng = np.random.default_rng(3)
    for _ in range(20):
        scores, grades = torch.tensor(rng.normal(size=(30, 1))), torch.tensor(rng.integers(0, 5, size=30))
        biases = torch.tensor(rng.normal(size=4))
        fallen = biases.sort(descending=True).values
        assert coral_loss(scores + fallen, grades) <= coral_loss(scores + biases, grades) + 1e-12
