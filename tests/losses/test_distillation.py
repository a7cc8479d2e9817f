"""Losses of distillation, against torch's own divergences, loops in plain Python and values worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch.distributions import Categorical, kl_divergence

from lossquiz.losses.distillation import distillation_loss, reverse_kl_distillation_loss

DTYPES = (torch.float32, torch.float64)


def logits(seed: int = 1, rows: int = 5, classes: int = 4) -> tuple[torch.Tensor, torch.Tensor]:
    draw = np.random.default_rng(seed).normal(scale=2.0, size=(2, rows, classes))
    return torch.tensor(draw[0], requires_grad=True), torch.tensor(draw[1], requires_grad=True)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0, 7.0])
def test_distillation_agrees_with_torch(temperature: float) -> None:
    student, teacher = logits()
    divergence = kl_divergence(Categorical(logits=teacher / temperature), Categorical(logits=student / temperature))
    value = distillation_loss(student, teacher, temperature).item()
    assert value == pytest.approx(temperature**2 * divergence.mean().item(), rel=1e-10)
    by_torch = F.kl_div(
        (student / temperature).log_softmax(1), (teacher / temperature).softmax(1), reduction="batchmean"
    )
    assert value == pytest.approx(temperature**2 * by_torch.item(), rel=1e-10)


def test_reverse_kl_agrees_with_torch() -> None:
    student, teacher = logits(2)
    expected = kl_divergence(Categorical(logits=student), Categorical(logits=teacher)).mean().item()
    assert reverse_kl_distillation_loss(student, teacher).item() == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("dtype", DTYPES)
def test_values_and_slopes_worked_by_hand(dtype: torch.dtype) -> None:
    student = torch.tensor([[0.5, 0.5]], dtype=dtype, requires_grad=True)
    loss = distillation_loss(student, torch.tensor([[2 * math.log(3), 0.0]], dtype=dtype))
    loss.backward()
    divergence = 0.75 * math.log(1.5) + 0.25 * math.log(0.5)
    assert loss.shape == ()
    assert loss.dtype == dtype
    assert loss.item() == pytest.approx(4 * divergence, rel=1e-5)
    np.testing.assert_allclose(student.grad.numpy(), [[-0.5, 0.5]], rtol=1e-5)
    student = torch.tensor([[math.log(3), 0.0]], dtype=dtype, requires_grad=True)
    loss = reverse_kl_distillation_loss(student, torch.tensor([[1.0, 1.0]], dtype=dtype))
    loss.backward()
    assert loss.item() == pytest.approx(divergence, rel=1e-5)
    slope = 0.75 * (math.log(1.5) - divergence)
    np.testing.assert_allclose(student.grad.numpy(), [[slope, -slope]], rtol=1e-5)


def test_gradients_reach_the_student_only_and_agree_with_finite_differences() -> None:
    for loss in (distillation_loss, reverse_kl_distillation_loss):
        student, teacher = logits(4, rows=2, classes=3)
        loss(student, teacher).backward()
        assert teacher.grad is None
        fixed = teacher.detach()
        assert torch.autograd.gradcheck(lambda s, loss=loss, fixed=fixed: loss(s, fixed), (student,))


@pytest.mark.parametrize("dtype", DTYPES)
def test_value_and_gradient_at_the_extremes(dtype: torch.dtype) -> None:
    student = torch.tensor([[1e4, -1e4], [-1e4, 1e4]], dtype=dtype, requires_grad=True)
    teacher = torch.tensor([[1e4, -1e4], [1e4, -1e4]], dtype=dtype)
    loss = distillation_loss(student, teacher)
    loss.backward()
    assert loss.item() == pytest.approx(4 * 1e4 / 2)
    np.testing.assert_allclose(student.grad.numpy(), [[0.0, 0.0], [-1.0, 1.0]])
    cold = distillation_loss(torch.tensor([[1.0, 0.5]], dtype=dtype), torch.tensor([[0.0, 2.0]], dtype=dtype), 0.01)
    assert cold.item() == pytest.approx(1e-4 * 50, rel=1e-5)
    student.grad = None
    loss = reverse_kl_distillation_loss(student, teacher)
    loss.backward()
    assert loss.item() == pytest.approx(1e4)
    assert torch.isfinite(student.grad).all()
