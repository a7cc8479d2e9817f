from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from lossquiz.losses.multilabel import asymmetric_loss

DTYPES = (torch.float32, torch.float64)
LOG = math.log(1 / 0.3)


def _element(x: float, y: float, gamma_pos: float, gamma_neg: float, clip: float) -> float:
    p = 1 / (1 + math.exp(-x))
    if y == 1:
        return -((1 - p) ** gamma_pos) * math.log(p)
    q = min(1.0, 1 - p + clip)
    return -((1 - q) ** gamma_neg) * math.log(q)


def _pair(seed: int, dtype: torch.dtype) -> tuple[torch.Tensor, torch.Tensor]:
    rng = np.random.default_rng(seed)
    logits = torch.tensor(2.5 * rng.normal(size=(5, 4)), dtype=dtype, requires_grad=True)
    return logits, torch.tensor((rng.uniform(size=(5, 4)) < 0.4).astype(float), dtype=dtype)


SETTINGS = [(0.0, 4.0, 0.05), (1.0, 4.0, 0.05), (2.0, 2.0, 0.0), (0.0, 0.0, 0.0), (1.5, 1.0, 0.3), (0.0, 0.0, 0.1)]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("setting", SETTINGS)
def test_the_loss_is_the_mean_of_its_elements(setting: tuple[float, float, float], dtype: torch.dtype) -> None:
    logits, target = _pair(1, dtype)
    pairs = zip(logits.detach().double().flatten().tolist(), target.flatten().tolist(), strict=True)
    expected = np.mean([_element(x, y, *setting) for x, y in pairs])
    result = asymmetric_loss(logits, target, *setting)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(expected, rel=1e-5)


def test_the_defaults_are_those_of_the_paper() -> None:
    logits, target = _pair(2, torch.float64)
    torch.testing.assert_close(asymmetric_loss(logits, target), asymmetric_loss(logits, target, 0.0, 4.0, 0.05))


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_gradient_agrees_with_finite_differences(setting: tuple[float, float, float]) -> None:
    logits, target = _pair(3, torch.float64)
    assert torch.autograd.gradcheck(lambda x: asymmetric_loss(x, target, *setting), logits)


def test_without_powers_and_clip_it_is_bce() -> None:
    logits, target = _pair(4, torch.float64)
    expected = F.binary_cross_entropy_with_logits(logits, target)
    torch.testing.assert_close(asymmetric_loss(logits, target, 0.0, 0.0, 0.0), expected)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("logit", "label", "setting", "value", "slope"),
    [
        (math.log(3), 1.0, (0.0, 4.0, 0.05), math.log(4 / 3), -0.25),
        (math.log(3), 0.0, (0.0, 4.0, 0.05), 0.7**4 * LOG, 0.1875 * (0.7**4 / 0.3 + 4 * 0.7**3 * LOG)),
        (-4.0, 0.0, (0.0, 4.0, 0.05), 0.0, 0.0),
        (1e4, 0.0, (0.0, 4.0, 0.05), 0.95**4 * math.log(20), 0.0),
        (-1e4, 1.0, (1.0, 4.0, 0.05), 1e4, -1.0),
        (1e4, 0.0, (0.0, 4.0, 0.0), 1e4, 1.0),
        (-1e4, 0.0, (0.0, 1.0, 0.0), 0.0, 0.0),
        (1e4, 1.0, (2.0, 4.0, 0.0), 0.0, 0.0),
    ],
)
def test_values_and_slopes_worked_by_hand(
    logit: float, label: float, setting: tuple[float, float, float], value: float, slope: float, dtype: torch.dtype
) -> None:
    logits = torch.tensor([[logit]], dtype=dtype, requires_grad=True)
    result = asymmetric_loss(logits, torch.tensor([[label]], dtype=dtype), *setting)
    (gradient,) = torch.autograd.grad(result, logits)
    assert result.item() == pytest.approx(value, rel=1e-5)
    assert gradient.item() == pytest.approx(slope, rel=1e-5, abs=1e-7)
