"""Reference regression losses.

Every function returns a 0-d tensor of the inputs' dtype: the mean over all elements. `e = pred - target`.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

VARIANCE_FLOOR = 1e-6


def mse_loss(pred: Tensor, target: Tensor) -> Tensor:
    """Mean squared error, mean(e²), without a factor ½.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.

    Returns:
        A scalar, in squared units of the target.

    Source: torch.nn.MSELoss.
    """
    return (pred - target).square().mean()


def mae_loss(pred: Tensor, target: Tensor) -> Tensor:
    """Mean absolute error, mean(|e|).

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.

    Returns:
        A scalar, in units of the target.

    Source: torch.nn.L1Loss.
    """
    return (pred - target).abs().mean()


def huber_loss(pred: Tensor, target: Tensor, delta: float = 1.0) -> Tensor:
    """Huber loss: e²/2 where |e| <= δ, δ(|e| − δ/2) beyond, then the mean.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        delta: Where the parabola becomes a line; positive.

    Returns:
        A scalar, in squared units of the target.

    Source: Huber 1964; torch.nn.HuberLoss.
    """
    size = (pred - target).abs()
    bowl = size.clamp(max=delta)
    return (bowl * (size - 0.5 * bowl)).mean()


def smooth_l1_loss(pred: Tensor, target: Tensor, beta: float = 1.0) -> Tensor:
    """Smooth L1: e²/(2β) where |e| < β, |e| − β/2 beyond, then the mean; L1 when β = 0.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        beta: Where the parabola becomes a line; not negative.

    Returns:
        A scalar, in units of the target: the Huber loss at δ = β divided by β.

    Source: Girshick 2015; torch.nn.SmoothL1Loss.
    """
    if beta == 0:
        return mae_loss(pred, target)
    return huber_loss(pred, target, beta) / beta


def log_cosh_loss(pred: Tensor, target: Tensor) -> Tensor:
    """Mean of log(cosh(e)), as |e| + softplus(−2|e|) − log 2, which never overflows.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.

    Returns:
        A scalar; about e²/2 for small errors, |e| − log 2 for large ones.

    Source: optax.losses.log_cosh.
    """
    size = (pred - target).abs()
    return (size + F.softplus(-2 * size) - math.log(2)).mean()


def weighted_mse_l1_loss(pred: Tensor, target: Tensor, weight: float = 1.0) -> Tensor:
    """Mean squared error plus `weight` times mean absolute error.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        weight: The factor of the absolute error.

    Returns:
        A scalar.

    Source: a common compound; torch.nn.MSELoss and torch.nn.L1Loss.
    """
    return mse_loss(pred, target) + weight * mae_loss(pred, target)


def quantile_loss(pred: Tensor, target: Tensor, q: float = 0.5) -> Tensor:
    """Quantile (pinball) loss: mean(max(q·e, (q − 1)·e)) with e = target − pred.

    Args:
        pred: Predicted quantiles, any shape.
        target: Targets, same shape.
        q: The level of the quantile, between 0 and 1.

    Returns:
        A scalar, in units of the target: half the absolute error at q = ½.

    Source: Koenker and Bassett 1978; sklearn.metrics.mean_pinball_loss.
    """
    error = target - pred
    return torch.maximum(q * error, (q - 1) * error).mean()


def gaussian_nll_loss(mean: Tensor, target: Tensor, var: Tensor) -> Tensor:
    """Gaussian negative log-likelihood without its constant: mean(½(log v + e²/v)), v held at 1e-6 and above.

    Args:
        mean: Predicted means, any shape.
        target: Targets, same shape.
        var: Predicted variances, same shape, positive.

    Returns:
        A scalar, in nats; ½·log 2π less than the likelihood itself, and possibly negative.

    Source: torch.nn.GaussianNLLLoss with full=False, eps=1e-6.
    """
    safe = var.clamp(min=VARIANCE_FLOOR)
    return (0.5 * (safe.log() + (mean - target).square() / safe)).mean()


def poisson_nll_loss(log_rate: Tensor, target: Tensor) -> Tensor:
    """Poisson negative log-likelihood of a log rate, without log t!: mean(exp(x) − t·x).

    Args:
        log_rate: The logarithm of the predicted rate, any shape.
        target: Counts, 0 or more, same shape and dtype.

    Returns:
        A scalar, in nats, possibly negative.

    Source: torch.nn.PoissonNLLLoss with log_input=True, full=False.
    """
    return (log_rate.exp() - target * log_rate).mean()


def pseudo_huber_loss(pred: Tensor, target: Tensor, delta: float = 1.0) -> Tensor:
    """Pseudo-Huber loss: mean(δ²(√(1 + (e/δ)²) − 1)), as e²/(1 + √(1 + (e/δ)²)), which loses no digits near 0.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        delta: Where the bowl becomes a line; positive.

    Returns:
        A scalar, in squared units of the target; about e²/2 for small errors, δ|e| − δ² for large ones.

    Source: Charbonnier et al. 1997; XGBoost parameters, reg:pseudohubererror.
    """
    error = pred - target
    return (error.square() / (1 + (1 + (error / delta).square()).sqrt())).mean()


def msle_loss(pred: Tensor, target: Tensor) -> Tensor:
    """Mean squared logarithmic error: mean((log(1 + p) − log(1 + t))²).

    Args:
        pred: Predictions, 0 or more, any shape.
        target: Targets, 0 or more, same shape.

    Returns:
        A scalar, in squared units of a natural logarithm.

    Source: sklearn.metrics.mean_squared_log_error.
    """
    return (pred.log1p() - target.log1p()).square().mean()


def epsilon_insensitive_loss(pred: Tensor, target: Tensor, epsilon: float = 0.1) -> Tensor:
    """Epsilon-insensitive loss: mean(max(0, |e| − ε)).

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        epsilon: The size of an error that is free; 0 or more.

    Returns:
        A scalar, in units of the target.

    Source: Vapnik 1995; sklearn.svm.SVR.
    """
    return torch.relu((pred - target).abs() - epsilon).mean()


def tweedie_loss(log_mu: Tensor, target: Tensor, p: float = 1.5) -> Tensor:
    """Tweedie loss with log link: mean(−t·μ^(1−p)/(1−p) + μ^(2−p)/(2−p)), μ = exp(log_mu).

    Args:
        log_mu: The logarithm of the predicted mean, any shape.
        target: Targets, 0 or more, same shape and dtype.
        p: The power of the variance, φ·μ^p; between 1 and 2.

    Returns:
        A scalar: half the deviance, without the part that depends on the target alone.

    Source: Jørgensen 1987; XGBoost parameters, reg:tweedie.
    """
    return (torch.exp((2 - p) * log_mu) / (2 - p) - target * torch.exp((1 - p) * log_mu) / (1 - p)).mean()


def charbonnier_loss(pred: Tensor, target: Tensor, eps: float = 1e-3) -> Tensor:
    """Charbonnier loss: mean(√(e² + ε²)).

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        eps: How wide the round bottom of the absolute error is; positive.

    Returns:
        A scalar, in units of the target, never below eps.

    Source: Lai et al. 2017, LapSRN.
    """
    return ((pred - target).square() + eps**2).sqrt().mean()


def wing_loss(pred: Tensor, target: Tensor, w: float = 10.0, epsilon: float = 2.0) -> Tensor:
    """Wing loss: w·log(1 + |e|/ε) where |e| < w, |e| − C beyond, C = w − w·log(1 + w/ε), then the mean.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        w: Where the logarithm becomes a line; positive, in units of the target.
        epsilon: How sharp the logarithm is at 0, where its slope is w/ε; positive, in units of the target.

    Returns:
        A scalar, in units of the target.

    Source: Feng et al. 2018, Wing Loss for Robust Facial Landmark Localisation.
    """
    size = (pred - target).abs()
    near = w * (size.clamp(max=w) / epsilon).log1p()
    return (near + torch.relu(size - w)).mean()


def crps_gaussian_loss(mean: Tensor, std: Tensor, target: Tensor) -> Tensor:
    """Continuous ranked probability score of a Gaussian forecast: mean(σ·(z(2Φ(z) − 1) + 2φ(z) − 1/√π)).

    z = (t − μ)/σ; Φ and φ are the distribution function and the density of the standard Gaussian.

    Args:
        mean: Predicted means, `[N]`.
        std: Predicted standard deviations, `[N]`, positive.
        target: Targets, `[N]`.

    Returns:
        A scalar, in units of the target; the absolute error as σ tends to 0.

    Source: Gneiting et al. 2005, Calibrated Probabilistic Forecasting.
    """
    z = (target - mean) / std
    density = torch.exp(-0.5 * z.square()) / math.sqrt(2 * math.pi)
    return (std * (z * torch.erf(z / math.sqrt(2)) + 2 * density - 1 / math.sqrt(math.pi))).mean()


def multi_quantile_loss(pred: Tensor, target: Tensor, quantiles: Tensor) -> Tensor:
    """Quantile loss of several levels: mean over rows and columns of max(q·e, (q − 1)·e), e = target − column.

    Args:
        pred: Predicted quantiles, `[N, Q]`, one column a level.
        target: Targets, `[N]`.
        quantiles: The levels of the columns, `[Q]`, between 0 and 1, in any order.

    Returns:
        A scalar, in units of the target.

    Source: Wen et al. 2017, A Multi-Horizon Quantile Recurrent Forecaster, there as a sum.
    """
    error = target.unsqueeze(1) - pred
    return torch.maximum(quantiles * error, (quantiles - 1) * error).mean()


def mixture_density_loss(logits: Tensor, mean: Tensor, log_std: Tensor, target: Tensor) -> Tensor:
    """Negative log-likelihood of a mixture of Gaussians: −mean(log Σ_k softmax(logits)_k·N(t; μ_k, σ_k)).

    Args:
        logits: Scores of the components, `[N, K]`.
        mean: Means of the components, `[N, K]`.
        log_std: Logarithms of their standard deviations, `[N, K]`.
        target: Targets, `[N]`.

    Returns:
        A scalar, in nats, with the constant ½·log 2π.

    Source: Bishop 1994, Mixture Density Networks.
    """
    z = (target.unsqueeze(1) - mean) * torch.exp(-log_std)
    log_density = -0.5 * z.square() - log_std - 0.5 * math.log(2 * math.pi)
    return -(F.log_softmax(logits, dim=1) + log_density).logsumexp(dim=1).mean()


def zero_inflated_poisson_loss(logit_pi: Tensor, log_rate: Tensor, target: Tensor) -> Tensor:
    """Zero-inflated Poisson likelihood: mean(−log p), p = π + (1 − π)·e^−λ at t = 0, (1 − π)·Poisson(t; λ) beyond.

    Args:
        logit_pi: The logit of π, the share of extra zeros, `[N]`.
        log_rate: The logarithm of the rate λ, `[N]`.
        target: Counts, 0 or more, `[N]`, of the same dtype.

    Returns:
        A scalar, in nats, with log t! included.

    Source: Lambert 1992, Zero-Inflated Poisson Regression.
    """
    rate, counted = log_rate.exp(), F.logsigmoid(-logit_pi)
    zero = torch.logaddexp(F.logsigmoid(logit_pi), counted - rate)
    some = counted + target * log_rate - rate - torch.lgamma(target + 1)
    return -torch.where(target == 0, zero, some).mean()


def negative_binomial_loss(log_mean: Tensor, log_dispersion: Tensor, target: Tensor) -> Tensor:
    """Negative binomial likelihood of mean μ and variance μ + μ²/r: mean(−log p), with all its lgammas.

    −log p = lgamma(r) + lgamma(t + 1) − lgamma(t + r) + r·log(1 + μ/r) + t·log(1 + r/μ).

    Args:
        log_mean: The logarithm of the mean μ, `[N]`.
        log_dispersion: The logarithm of r, the number of failures, `[N]`; the larger, the nearer to Poisson.
        target: Counts, 0 or more, `[N]`, of the same dtype.

    Returns:
        A scalar, in nats.

    Source: Hilbe 2011, Negative Binomial Regression; torch.distributions.NegativeBinomial with total_count r and logits
        log(μ/r).
    """
    r, odds = log_dispersion.exp(), log_mean - log_dispersion
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return -(ways + r * F.logsigmoid(-odds) + target * F.logsigmoid(odds)).mean()
