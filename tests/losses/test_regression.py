from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from lossquiz.losses.regression import (
    charbonnier_loss,
    crps_gaussian_loss,
    epsilon_insensitive_loss,
    gaussian_nll_loss,
    huber_loss,
    log_cosh_loss,
    mae_loss,
    mixture_density_loss,
    mse_loss,
    msle_loss,
    multi_quantile_loss,
    negative_binomial_loss,
    poisson_nll_loss,
    pseudo_huber_loss,
    quantile_loss,
    smooth_l1_loss,
    tweedie_loss,
    weighted_mse_l1_loss,
    wing_loss,
    zero_inflated_poisson_loss,
)

Array = NDArray[np.float64]
DTYPES = (torch.float32, torch.float64)
SHAPES: tuple[tuple[int, ...], ...] = ((), (1,), (7,), (3, 1), (4, 5), (2, 3, 4))
SCALES = (0.01, 1.0, 30.0)


@dataclass(frozen=True)
class Formula:
    """A reference, its keywords, and the same loss per element with its slope, from NumPy alone."""

    name: str
    loss: Callable[..., torch.Tensor]
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    keywords: dict[str, float] = field(default_factory=dict)


def _huber(delta: float) -> Callable[[Array], Array]:
    return lambda e: np.where(np.abs(e) <= delta, e**2 / 2, delta * (np.abs(e) - delta / 2))


def _smooth_l1(beta: float) -> Callable[[Array], Array]:
    return lambda e: np.where(np.abs(e) < beta, e**2 / (2 * beta), np.abs(e) - beta / 2)


def _weighted(weight: float) -> Callable[[Array], Array]:
    return lambda e: e**2 + weight * np.abs(e)


def _pseudo_huber(delta: float) -> tuple[Callable[[Array], Array], Callable[[Array], Array]]:
    # δ²(cosh t − 1) with e = δ·sinh t, whose slope is δ·tanh t.
    return (
        lambda e: 2 * (delta * np.sinh(np.arcsinh(e / delta) / 2)) ** 2,
        lambda e: delta * np.tanh(np.arcsinh(e / delta)),
    )


def _wing(w: float, epsilon: float) -> tuple[Callable[[Array], Array], Callable[[Array], Array]]:
    edge = w * math.log((epsilon + w) / epsilon)
    return (
        lambda e: np.where(np.abs(e) < w, w * np.log((epsilon + np.abs(e)) / epsilon), np.abs(e) + (edge - w)),
        lambda e: np.sign(e) * np.where(np.abs(e) < w, w / (epsilon + np.abs(e)), 1),
    )


def _quantile(q: float) -> tuple[Callable[[Array], Array], Callable[[Array], Array]]:
    return lambda e: np.where(e > 0, (1 - q) * e, -q * e), lambda e: np.where(e > 0, 1 - q, -q) * (e != 0)


FORMULAS = (
    Formula("mse", mse_loss, np.square, lambda e: 2 * e),
    Formula("mae", mae_loss, np.abs, np.sign),
    Formula("huber", huber_loss, _huber(1.0), lambda e: np.clip(e, -1, 1)),
    Formula("huber_small", huber_loss, _huber(0.25), lambda e: np.clip(e, -0.25, 0.25), {"delta": 0.25}),
    Formula("huber_large", huber_loss, _huber(5.0), lambda e: np.clip(e, -5, 5), {"delta": 5.0}),
    Formula("smooth_l1", smooth_l1_loss, _smooth_l1(1.0), lambda e: np.clip(e, -1, 1)),
    Formula("smooth_l1_small", smooth_l1_loss, _smooth_l1(0.25), lambda e: np.clip(e / 0.25, -1, 1), {"beta": 0.25}),
    Formula("smooth_l1_large", smooth_l1_loss, _smooth_l1(5.0), lambda e: np.clip(e / 5, -1, 1), {"beta": 5.0}),
    Formula("smooth_l1_zero", smooth_l1_loss, np.abs, np.sign, {"beta": 0.0}),
    Formula("log_cosh", log_cosh_loss, lambda e: np.logaddexp(e, -e) - math.log(2), np.tanh),
    Formula("weighted", weighted_mse_l1_loss, _weighted(1.0), lambda e: 2 * e + np.sign(e)),
    Formula("weighted_half", weighted_mse_l1_loss, _weighted(0.5), lambda e: 2 * e + 0.5 * np.sign(e), {"weight": 0.5}),
    Formula("weighted_zero", weighted_mse_l1_loss, np.square, lambda e: 2 * e, {"weight": 0.0}),
    Formula("pseudo_huber", pseudo_huber_loss, *_pseudo_huber(1.0)),
    Formula("pseudo_huber_small", pseudo_huber_loss, *_pseudo_huber(0.25), {"delta": 0.25}),
    Formula("pseudo_huber_large", pseudo_huber_loss, *_pseudo_huber(5.0), {"delta": 5.0}),
    Formula(
        "epsilon_insensitive",
        epsilon_insensitive_loss,
        lambda e: np.where(np.abs(e) > 0.1, np.abs(e) - 0.1, 0),
        lambda e: np.sign(e) * (np.abs(e) > 0.1),
    ),
    Formula(
        "epsilon_insensitive_wide",
        epsilon_insensitive_loss,
        lambda e: np.abs(e - np.clip(e, -0.7, 0.7)),
        lambda e: np.sign(e - np.clip(e, -0.7, 0.7)),
        {"epsilon": 0.7},
    ),
    Formula("wing", wing_loss, *_wing(10.0, 2.0)),
    Formula("wing_small", wing_loss, *_wing(0.5, 0.1), {"w": 0.5, "epsilon": 0.1}),
    Formula("quantile", quantile_loss, *_quantile(0.5)),
    Formula("quantile_low", quantile_loss, *_quantile(0.2), {"q": 0.2}),
)
every_formula = pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f.name)
every_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=["float32", "float64"])


def _pair(seed: int, shape: tuple[int, ...], scale: float, dtype: torch.dtype) -> tuple[torch.Tensor, torch.Tensor]:
    rng = np.random.default_rng(seed)
    pred, target = (torch.tensor(scale * rng.normal(size=shape), dtype=dtype) for _ in range(2))
    return pred.requires_grad_(), target


def _tolerance(dtype: torch.dtype, scale: float) -> dict[str, float]:
    # log-cosh and its slope carry an absolute rounding error of about one eps, however small the error.
    return {"rtol": 5e-6, "atol": 1e-6} if dtype == torch.float32 else {"rtol": 1e-12, "atol": 1e-14 * max(1.0, scale)}


@every_formula
@every_dtype
@pytest.mark.parametrize("scale", SCALES)
def test_value_and_gradient_are_those_of_the_formula(formula: Formula, dtype: torch.dtype, scale: float) -> None:
    for seed, shape in enumerate(SHAPES):
        pred, target = _pair(seed, shape, scale, dtype)
        error = pred.detach().double().numpy() - target.double().numpy()
        loss = formula.loss(pred, target, **formula.keywords)
        assert loss.shape == ()
        assert loss.dtype == dtype
        np.testing.assert_allclose(loss.item(), np.mean(formula.value(error)), **_tolerance(dtype, scale))
        (gradient,) = torch.autograd.grad(loss, pred)
        expected = formula.slope(error) / error.size
        np.testing.assert_allclose(gradient.double().numpy(), expected, **_tolerance(dtype, scale))


@pytest.mark.parametrize(
    ("loss", "built_in", "keywords"),
    [
        (mse_loss, F.mse_loss, {}),
        (mae_loss, F.l1_loss, {}),
        *((huber_loss, F.huber_loss, {"delta": delta}) for delta in (0.3, 1.0, 4.0)),
        *((smooth_l1_loss, F.smooth_l1_loss, {"beta": beta}) for beta in (0.0, 0.3, 1.0, 4.0)),
    ],
)
@every_dtype
def test_value_and_gradient_are_those_of_torch(
    loss: Callable[..., torch.Tensor],
    built_in: Callable[..., torch.Tensor],
    keywords: dict[str, float],
    dtype: torch.dtype,
) -> None:
    pred, target = _pair(11, (6, 7), 2.0, dtype)
    ours, theirs = loss(pred, target, **keywords), built_in(pred, target, **keywords)
    torch.testing.assert_close(ours, theirs)
    torch.testing.assert_close(torch.autograd.grad(ours, pred), torch.autograd.grad(theirs, pred))


@pytest.mark.parametrize(
    ("loss", "keywords", "value"),
    [
        # Errors 1, -2, 0, 4 throughout.
        (mse_loss, {}, (1 + 4 + 0 + 16) / 4),
        (mae_loss, {}, (1 + 2 + 0 + 4) / 4),
        (huber_loss, {}, (0.5 + 1.5 + 0 + 3.5) / 4),
        (huber_loss, {"delta": 2.0}, (0.5 + 2 + 0 + 6) / 4),
        (smooth_l1_loss, {}, (0.5 + 1.5 + 0 + 3.5) / 4),
        (smooth_l1_loss, {"beta": 2.0}, (0.25 + 1 + 0 + 3) / 4),
        (smooth_l1_loss, {"beta": 0.0}, (1 + 2 + 0 + 4) / 4),
        (log_cosh_loss, {}, (0.4337808 + 1.3250027 + 0 + 3.3071882) / 4),
        (weighted_mse_l1_loss, {}, 5.25 + 1.75),
        (weighted_mse_l1_loss, {"weight": 2.0}, 5.25 + 3.5),
        (pseudo_huber_loss, {}, (2**0.5 + 5**0.5 + 1 + 17**0.5 - 4) / 4),
        (pseudo_huber_loss, {"delta": 3.0}, 9 * ((10**0.5 + 13**0.5 + 3 + 5) / 3 - 4) / 4),
        (epsilon_insensitive_loss, {}, (0.9 + 1.9 + 0 + 3.9) / 4),
        (epsilon_insensitive_loss, {"epsilon": 1.5}, (0 + 0.5 + 0 + 2.5) / 4),
        (charbonnier_loss, {"eps": 3.0}, (10**0.5 + 13**0.5 + 3 + 5) / 4),
        (wing_loss, {"w": 3.0, "epsilon": 1.0}, (3 * math.log(2) + 3 * math.log(3) + 0 + 1 + 3 * math.log(4)) / 4),
        (quantile_loss, {}, (0.5 + 1 + 0 + 2) / 4),
        (quantile_loss, {"q": 0.9}, (0.1 + 1.8 + 0 + 0.4) / 4),
    ],
)
def test_values_worked_by_hand(loss: Callable[..., torch.Tensor], keywords: dict[str, float], value: float) -> None:
    pred = torch.tensor([[2.0, 1.0], [-3.0, 4.0]], dtype=torch.float64)
    target = torch.tensor([[1.0, 3.0], [-3.0, 0.0]], dtype=torch.float64)
    assert loss(pred, target, **keywords).item() == pytest.approx(value, rel=1e-7)


@every_formula
def test_autograd_agrees_with_finite_differences(formula: Formula) -> None:
    pred, target = _pair(5, (3, 4), 2.0, torch.float64)
    assert torch.autograd.gradcheck(lambda p: formula.loss(p, target, **formula.keywords), pred)


@every_formula
@every_dtype
def test_an_error_of_zero_has_a_finite_gradient_within_the_subgradients(formula: Formula, dtype: torch.dtype) -> None:
    pred = torch.tensor([1.5, -2.0, 0.0], dtype=dtype, requires_grad=True)
    loss = formula.loss(pred, pred.detach().clone(), **formula.keywords)
    (gradient,) = torch.autograd.grad(loss, pred)
    assert loss.item() == pytest.approx(0.0, abs=1e-7)
    tiny = np.array(1e-12)
    assert bool((gradient.abs() <= float(formula.slope(tiny)) / 3 + 1e-7).all())


@every_formula
@every_dtype
def test_extreme_errors_stay_finite_and_right(formula: Formula, dtype: torch.dtype) -> None:
    pred = torch.tensor([10000.0, -10000.0, 100.0, 0.001], dtype=dtype, requires_grad=True)
    target = torch.tensor([-10000.0, 10000.0, 0.0, 0.0], dtype=dtype)
    error = (pred.detach() - target).double().numpy()
    loss = formula.loss(pred, target, **formula.keywords)
    (gradient,) = torch.autograd.grad(loss, pred)
    np.testing.assert_allclose(loss.item(), np.mean(formula.value(error)), rtol=1e-6)
    np.testing.assert_allclose(gradient.double().numpy(), formula.slope(error) / 4, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("loss", [huber_loss, smooth_l1_loss])
def test_the_pieces_meet_in_value_and_slope_at_the_threshold(loss: Callable[..., torch.Tensor], sign: float) -> None:
    pred = torch.tensor([2.0 * sign], requires_grad=True)
    result = loss(pred, torch.zeros(1), 2.0)
    (gradient,) = torch.autograd.grad(result, pred)
    expected = (2.0, 2.0 * sign) if loss is huber_loss else (1.0, sign)
    assert (result.item(), gradient.item()) == pytest.approx(expected)


def test_smooth_l1_is_huber_divided_by_the_threshold() -> None:
    pred, target = _pair(3, (50,), 3.0, torch.float64)
    for threshold in (0.1, 1.0, 2.5):
        expected = F.huber_loss(pred, target, delta=threshold) / threshold
        torch.testing.assert_close(smooth_l1_loss(pred, target, threshold), expected)


def test_a_wide_huber_is_half_the_squared_error() -> None:
    pred, target = _pair(4, (50,), 3.0, torch.float64)
    torch.testing.assert_close(huber_loss(pred, target, 1e6), F.mse_loss(pred, target) / 2)


def test_log_cosh_lies_between_its_two_ends() -> None:
    error = torch.linspace(-30, 30, 241, dtype=torch.float64)
    per_element = torch.stack([log_cosh_loss(e, torch.zeros_like(e)) for e in error])
    slack = 1e-12
    assert bool((per_element <= error.abs() + slack).all())
    assert bool((per_element <= error**2 / 2 + slack).all())
    assert bool((per_element >= error.abs() - math.log(2) - slack).all())
    assert bool((per_element >= -slack).all())


# --- likelihoods and other losses with several inputs ---------------------------------------------------------------


def _gaussian_row(mean: float, target: float, var: float) -> float:
    """−log of the density, whose constant is taken out again."""
    density = math.exp(-((target - mean) ** 2) / (2 * var)) / math.sqrt(2 * math.pi * var)
    return -math.log(density) - 0.5 * math.log(2 * math.pi)


def _poisson_row(log_rate: float, target: float) -> float:
    rate = math.exp(log_rate)
    return -math.log(rate**target * math.exp(-rate) / math.factorial(int(target))) - math.lgamma(target + 1)


@dataclass(frozen=True)
class Many:
    """A reference of several inputs, how they are drawn, which of them have a gradient, and the loss of one row."""

    name: str
    loss: Callable[..., torch.Tensor]
    draw: Callable[[np.random.Generator], tuple[Array, ...]]
    leaves: int | tuple[int, ...]
    row: Callable[..., float]
    keywords: dict[str, float] = field(default_factory=dict)
    rel: float = 1e-10

    def tensors(self, seed: int, dtype: torch.dtype = torch.float64) -> list[torch.Tensor]:
        arrays = self.draw(np.random.default_rng(seed))
        leaves = (self.leaves,) if isinstance(self.leaves, int) else self.leaves
        return [torch.tensor(a, dtype=dtype, requires_grad=i in leaves) for i, a in enumerate(arrays)]


def _crps_row(mean: float, std: float, target: float) -> float:
    """The integral of (F(x) − 1[x ≥ t])² over all x, which is what the score is by definition."""
    total, steps = 0.0, 4000
    for low, high, flip in ((min(mean - 12 * std, target), target, 1), (target, max(mean + 12 * std, target), -1)):
        x = low + (np.arange(steps) + 0.5) * (high - low) / steps
        side = np.array([0.5 * (1 + math.erf(flip * (v - mean) / std / math.sqrt(2))) for v in x])
        total += float(np.sum(side**2) * (high - low) / steps)
    return total


def _mixture_row(logits: list[float], mean: list[float], log_std: list[float], target: float) -> float:
    weight = np.exp(logits) / np.sum(np.exp(logits))
    std = np.exp(log_std)
    density = np.exp(-((target - np.array(mean)) ** 2) / (2 * std**2)) / np.sqrt(2 * np.pi * std**2)
    return float(-np.log(np.sum(weight * density)))


def _mixture(rng: np.random.Generator) -> tuple[Array, ...]:
    return rng.normal(size=(4, 3)), rng.normal(size=(4, 3)), rng.uniform(-1, 1, size=(4, 3)), rng.normal(size=4)


def _zip_row(logit: float, log_rate: float, target: float) -> float:
    pi, rate = 1 / (1 + math.exp(-logit)), math.exp(log_rate)
    poisson = math.exp(-rate)
    for k in range(int(target)):
        poisson *= rate / (k + 1)
    return -math.log((1 - pi) * poisson + pi * (target == 0))


def _negative_binomial_row(log_mean: float, log_dispersion: float, target: float) -> float:
    """Step by step: P(0) = (r/(r + μ))^r, and P(k + 1) = P(k)·(k + r)/(k + 1)·μ/(r + μ)."""
    mu, r = math.exp(log_mean), math.exp(log_dispersion)
    probability = (r / (r + mu)) ** r
    for k in range(int(target)):
        probability *= (k + r) / (k + 1) * mu / (r + mu)
    return -math.log(probability)


def _two_and_counts(rng: np.random.Generator) -> tuple[Array, ...]:
    return rng.normal(size=8), rng.normal(size=8), np.array([0.0, *_counts(rng), 30.0])


def _counts(rng: np.random.Generator, n: int = 6) -> Array:
    return rng.poisson(3.0, size=n).astype(float)


def _pairs(rng: np.random.Generator) -> tuple[Array, ...]:
    return rng.normal(size=6), rng.normal(size=6)


def _log_mean_and_count(rng: np.random.Generator) -> tuple[Array, ...]:
    return rng.normal(size=6), _counts(rng)


MANY = (
    Many(
        "gaussian_nll",
        gaussian_nll_loss,
        lambda rng: (rng.normal(size=6), rng.normal(size=6), rng.uniform(0.2, 3.0, size=6)),
        (0, 2),
        _gaussian_row,
    ),
    Many("poisson_nll", poisson_nll_loss, _log_mean_and_count, 0, _poisson_row),
    Many(
        "msle",
        msle_loss,
        lambda rng: (rng.uniform(0, 9, size=5), rng.uniform(0, 9, size=5)),
        0,
        lambda p, t: math.log((1 + p) / (1 + t)) ** 2,
    ),
    Many("charbonnier", charbonnier_loss, _pairs, 0, lambda p, t: math.hypot(p - t, 1e-3)),
    Many("charbonnier_wide", charbonnier_loss, _pairs, 0, lambda p, t, eps: math.hypot(p - t, eps), {"eps": 0.7}),
    Many("tweedie", tweedie_loss, _log_mean_and_count, 0, lambda x, t: 2 * t * math.exp(-x / 2) + 2 * math.exp(x / 2)),
    Many(
        "tweedie_near_poisson",
        tweedie_loss,
        _log_mean_and_count,
        0,
        lambda x, t, p: t * math.exp(-(p - 1) * x) / (p - 1) + math.exp((2 - p) * x) / (2 - p),
        {"p": 1.2},
    ),
    Many(
        "crps_gaussian",
        crps_gaussian_loss,
        lambda rng: (rng.normal(size=3), rng.uniform(0.3, 2.0, size=3), rng.normal(size=3)),
        (0, 1),
        _crps_row,
        rel=2e-5,
    ),
    Many("mdn", mixture_density_loss, _mixture, (0, 1, 2), _mixture_row),
    Many("zip_nll", zero_inflated_poisson_loss, _two_and_counts, (0, 1), _zip_row),
    Many("negative_binomial_nll", negative_binomial_loss, _two_and_counts, (0, 1), _negative_binomial_row),
)
every_many = pytest.mark.parametrize("many", MANY, ids=lambda m: m.name)


@every_many
@every_dtype
def test_the_mean_of_the_rows_is_the_loss(many: Many, dtype: torch.dtype) -> None:
    for seed in range(3):
        tensors = many.tensors(seed, dtype)
        rows = zip(*(t.detach().double().tolist() for t in tensors), strict=True)
        expected = np.mean([many.row(*row, **many.keywords) for row in rows])
        result = many.loss(*tensors, **many.keywords)
        assert result.shape == ()
        assert result.dtype == dtype
        assert result.item() == pytest.approx(expected, rel=2e-5 if dtype == torch.float32 else many.rel, abs=1e-6)


@every_many
def test_its_gradient_agrees_with_finite_differences(many: Many) -> None:
    assert torch.autograd.gradcheck(lambda *t: many.loss(*t, **many.keywords), many.tensors(7))


def _value_and_gradients(
    loss: Callable[..., torch.Tensor],
    inputs: list[object],
    leaves: tuple[int, ...],
    dtype: torch.dtype,
    **keywords: float,
) -> tuple[float, list[list[float]]]:
    tensors = [torch.tensor(x, dtype=dtype, requires_grad=i in leaves) for i, x in enumerate(inputs)]
    value = loss(*tensors, **keywords)
    gradients = torch.autograd.grad(value, [tensors[i] for i in leaves])
    return value.item(), [gradient.flatten().tolist() for gradient in gradients]


@every_dtype
@pytest.mark.parametrize(
    ("loss", "inputs", "leaves", "value", "gradients"),
    [
        (gaussian_nll_loss, [[1.0], [3.0], [4.0]], (0, 2), 0.5 * (math.log(4) + 1), [[-0.5], [0.0]]),
        (gaussian_nll_loss, [[1e4], [-1e4], [1e-2]], (0, 2), 2e10 + math.log(0.1), [[2e6], [-2e12]]),
        (gaussian_nll_loss, [[0.0], [0.0], [0.0]], (0,), -6.907755, [[0.0]]),
        (gaussian_nll_loss, [[1e-3], [0.0], [1e-9]], (0,), -6.407755, [[1e3]]),
        (poisson_nll_loss, [[0.0], [5.0]], (0,), 1.0, [[-4.0]]),
        (poisson_nll_loss, [[-1e4, -1e4], [0.0, 3.0]], (0,), 1.5e4, [[0.0, -1.5]]),
        (msle_loss, [[3.0, 0.0], [1.0, 0.0]], (0,), math.log(2) ** 2 / 2, [[math.log(2) / 4, 0.0]]),
        (msle_loss, [[0.0], [1e4]], (0,), math.log(10001) ** 2, [[-2 * math.log(10001)]]),
        (msle_loss, [[1e6], [0.0]], (0,), math.log(1000001) ** 2, [[2 * math.log(1000001) / 1000001]]),
        (charbonnier_loss, [[0.0, 1e-3], [0.0, 0.0]], (0,), (1 + 2**0.5) * 5e-4, [[0.0, 0.125**0.5]]),
        (charbonnier_loss, [[1e4], [-1e4]], (0,), 2e4, [[1.0]]),
        (tweedie_loss, [[math.log(4), math.log(4)], [0.0, 9.0]], (0,), 8.5, [[1.0, -1.25]]),
        (tweedie_loss, [[-20.0, 20.0], [1.0, 0.0]], (0,), 2 * math.exp(10), [[-math.exp(10) / 2, math.exp(10) / 2]]),
        (crps_gaussian_loss, [[0.0], [1.0], [0.0]], (0, 1), 0.2336950, [[0.0], [0.2336950]]),
        (crps_gaussian_loss, [[10.0], [2.0], [12.0]], (0, 1), 1.2048827, [[-0.6826895], [-0.0802485]]),
        (crps_gaussian_loss, [[10.0], [0.02], [-10.0]], (0, 1), 20 - 0.02 / math.pi**0.5, [[1.0], [-(math.pi**-0.5)]]),
        (mixture_density_loss, [[[1.0, 1.0]], [[-1.0, 1.0]], [[0.0, 0.0]], [0.0]], (1,), 1.4189385, [[-0.5, 0.5]]),
        (mixture_density_loss, [[[1e4, -1e4]], [[50.0, 0.0]], [[0.0, 0.0]], [0.0]], (1,), 1250.9189, [[50.0, 0.0]]),
        (mixture_density_loss, [[[0.5]], [[1e3]], [[0.0]], [0.0]], (1, 2), 500000.9189, [[1e3], [1 - 1e6]]),
        (zero_inflated_poisson_loss, [[0.0], [0.0], [0.0]], (0, 1), 0.3798855, [[-0.2310586], [0.2689414]]),
        (zero_inflated_poisson_loss, [[0.0], [0.0], [2.0]], (0, 1), 1 + math.log(4), [[0.5], [-1.0]]),
        (
            zero_inflated_poisson_loss,
            [[1e4], [1.0], [3.0]],
            (0, 1),
            1e4 + math.e - 3 + math.log(6),
            [[1.0], [math.e - 3]],
        ),
        (zero_inflated_poisson_loss, [[1e4, -1e4], [1.0, 1.0], [0.0, 0.0]], (0,), math.e / 2, [[0.0, 0.0]]),
        (negative_binomial_loss, [[0.0], [0.0], [2.0]], (0,), 3 * math.log(2), [[-0.5]]),
        (negative_binomial_loss, [[math.log(4)], [math.log(2)], [0.0]], (0,), 2 * math.log(3), [[4 / 3]]),
        (
            negative_binomial_loss,
            [[10.0], [1.0], [0.0]],
            (0,),
            math.e * math.log1p(math.exp(9)),
            [[math.e / (1 + math.exp(-9))]],
        ),
        (poisson_nll_loss, [[12.0], [100.0]], (0,), math.exp(12) - 1200, [[math.exp(12) - 100]]),
    ],
)
def test_values_and_gradients_worked_by_hand(
    loss: Callable[..., torch.Tensor],
    inputs: list[object],
    leaves: tuple[int, ...],
    value: float,
    gradients: list[list[float]],
    dtype: torch.dtype,
) -> None:
    got, slopes = _value_and_gradients(loss, inputs, leaves, dtype)
    assert got == pytest.approx(value, rel=2e-6, abs=1e-6)
    for slope, expected in zip(slopes, gradients, strict=True):
        assert slope == pytest.approx(expected, rel=1e-4 if dtype == torch.float32 else 2e-6, abs=1e-6)


@every_dtype
def test_the_likelihoods_are_those_of_torch(dtype: torch.dtype) -> None:
    mean, target, var = MANY[0].tensors(4, dtype)
    torch.testing.assert_close(gaussian_nll_loss(mean, target, var), F.gaussian_nll_loss(mean, target, var))
    low = torch.tensor([0.0, 1e-8, 2e-6], dtype=dtype)
    pair = torch.tensor([0.001, 0.0, 0.002], dtype=dtype), torch.zeros(3, dtype=dtype)
    torch.testing.assert_close(gaussian_nll_loss(*pair, low), F.gaussian_nll_loss(*pair, low))
    log_rate, count = MANY[1].tensors(4, dtype)
    torch.testing.assert_close(poisson_nll_loss(log_rate, count), F.poisson_nll_loss(log_rate, count))


@pytest.mark.parametrize("p", [1.1, 1.5, 1.9])
def test_the_slope_of_tweedie_vanishes_at_the_target(p: float) -> None:
    target = torch.tensor([0.3, 2.0, 40.0], dtype=torch.float64)
    log_mu = target.log().requires_grad_()
    (gradient,) = torch.autograd.grad(tweedie_loss(log_mu, target, p), log_mu)
    assert gradient.abs().max().item() < 1e-12


@every_dtype
def test_multi_quantile_has_the_value_and_slopes_worked_by_hand(dtype: torch.dtype) -> None:
    """Levels 0.1 and 0.9; the first target is between its two predictions, the second above both by 1 and 3."""
    pred = torch.tensor([[1.0, 3.0], [4.0, 2.0]], dtype=dtype, requires_grad=True)
    loss = multi_quantile_loss(pred, torch.tensor([2.0, 5.0], dtype=dtype), torch.tensor([0.1, 0.9], dtype=dtype))
    assert loss.item() == pytest.approx((0.1 * 1 + 0.1 * 1 + 0.1 * 1 + 0.9 * 3) / 4, rel=1e-6)
    (gradient,) = torch.autograd.grad(loss, pred)
    np.testing.assert_allclose(gradient.numpy(), [[-0.1 / 4, 0.1 / 4], [-0.1 / 4, -0.9 / 4]], rtol=1e-6)


@every_dtype
def test_multi_quantile_is_the_mean_of_the_columns(dtype: torch.dtype) -> None:
    rng = np.random.default_rng(8)
    for n, levels in ((5, [0.9, 0.1, 0.5]), (3, [0.2, 0.3, 0.7]), (4, [0.25])):
        p, t = rng.normal(size=(n, len(levels))), rng.normal(size=n)
        pred = torch.tensor(p, dtype=dtype, requires_grad=True)
        loss = multi_quantile_loss(pred, torch.tensor(t, dtype=dtype), torch.tensor(levels, dtype=dtype))
        expected, slopes = 0.0, np.zeros_like(p)
        for i in range(n):
            for k, q in enumerate(levels):
                low = p[i, k] < t[i]
                expected += (q * (t[i] - p[i, k]) if low else (1 - q) * (p[i, k] - t[i])) / p.size
                slopes[i, k] = (-q if low else 1 - q) / p.size
        assert loss.item() == pytest.approx(expected, rel=1e-6)
        (gradient,) = torch.autograd.grad(loss, pred)
        np.testing.assert_allclose(gradient.numpy(), slopes, rtol=1e-6)


def test_the_mixture_is_that_of_torch() -> None:
    logits, mean, log_std, target = next(m for m in MANY if m.name == "mdn").tensors(5)
    parts = torch.distributions.Normal(mean, log_std.exp())
    mixture = torch.distributions.MixtureSameFamily(torch.distributions.Categorical(logits=logits), parts)
    torch.testing.assert_close(mixture_density_loss(logits, mean, log_std, target), -mixture.log_prob(target).mean())


@pytest.mark.parametrize("name", ["zip_nll", "negative_binomial_nll"])
def test_the_probabilities_of_all_counts_add_up_to_one(name: str) -> None:
    loss = next(m for m in MANY if m.name == name).loss
    first, second = torch.tensor([-0.4], dtype=torch.float64), torch.tensor([0.7], dtype=torch.float64)
    total = sum(math.exp(-loss(first, second, torch.tensor([float(k)], dtype=torch.float64)).item()) for k in range(60))
    assert total == pytest.approx(1.0, rel=1e-9)


@every_dtype
def test_the_negative_binomial_is_that_of_torch(dtype: torch.dtype) -> None:
    log_mean, log_dispersion, target = next(m for m in MANY if m.name == "negative_binomial_nll").tensors(3, dtype)
    theirs = torch.distributions.NegativeBinomial(log_dispersion.exp(), logits=log_mean - log_dispersion)
    torch.testing.assert_close(
        negative_binomial_loss(log_mean, log_dispersion, target), -theirs.log_prob(target).mean()
    )
