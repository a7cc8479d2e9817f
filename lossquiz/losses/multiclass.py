"""Reference losses for one class out of several.

Every function returns a 0-d tensor of the first input's dtype: the sum over the classes of each row, averaged over the
N rows, in nats.
"""

from __future__ import annotations

import torch
from torch import Tensor


def categorical_cross_entropy_loss(probs: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy of probabilities against one-hot targets, −mean over rows of Σ y·log p.

    A class with target 0 adds exactly 0 to value and gradient, at probability 0 too.

    Args:
        probs: Probabilities, `[N, C]`; rows sum to 1.
        target: One-hot (or probability) targets, `[N, C]`, same dtype.

    Returns:
        A scalar, in nats; infinite when a true class has probability 0.

    Source: keras.losses.CategoricalCrossentropy, without its clipping and rescaling.
    """
    return -(target * _probs_of_true(probs, target).log()).sum(dim=1).mean()


def _probs_of_true(probs: Tensor, target: Tensor) -> Tensor:
    """Return the probabilities where the target is not 0, and 1 elsewhere, so that no logarithm sees 0·log 0."""
    return torch.where(target != 0, probs, torch.ones_like(probs))


def cross_entropy_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy of logits against class ids, mean over rows of logsumexp(x) − x_y.

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64, in 0 … C − 1.

    Returns:
        A scalar, in nats.

    Source: torch.nn.CrossEntropyLoss.
    """
    return -logits.log_softmax(dim=1).gather(1, target[:, None]).mean()


def categorical_focal_loss(probs: Tensor, target: Tensor, gamma: float = 2.0) -> Tensor:
    """Focal loss of probabilities against one-hot targets, −mean over rows of Σ (1 − p)^γ·y·log p.

    Only the true class of a row adds to it; the other classes have value and gradient 0.

    Args:
        probs: Probabilities, `[N, C]`; rows sum to 1.
        target: One-hot targets, `[N, C]`, same dtype.
        gamma: How fast well-classified rows fade; 0 gives the categorical cross-entropy.

    Returns:
        A scalar, in nats; infinite when a true class has probability 0.

    Source: Lin et al. 2017, equation 4, for the class of each row; keras.losses.CategoricalFocalCrossentropy with
        alpha=1.
    """
    true = _probs_of_true(probs, target)
    return -((1 - true) ** gamma * target * true.log()).sum(dim=1).mean()


def nll_loss(log_probs: Tensor, target: Tensor) -> Tensor:
    """Negative log-likelihood of class ids, −mean over rows of log p_y; the log-probabilities are used as they stand.

    Args:
        log_probs: Log-probabilities, `[N, C]`, as a log-softmax gives them.
        target: Class ids, `[N]`, int64, in 0 … C − 1.

    Returns:
        A scalar, in nats; the gradient is −1/N at each row's own class and 0 elsewhere.

    Source: torch.nn.NLLLoss.
    """
    return -_own(log_probs, target).mean()


def _own(values: Tensor, target: Tensor) -> Tensor:
    """Return the entry of each row that stands in the column of its target."""
    return values.gather(1, target[:, None]).squeeze(1)


def weighted_cross_entropy_loss(logits: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    """Class-weighted cross-entropy, Σ w_y·(logsumexp(x) − x_y) over the rows, divided by Σ w_y over the rows.

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64.
        weight: The weight of each class, `[C]`, positive, of the logits' dtype.

    Returns:
        A scalar, in nats: an average, so that a common factor of all weights changes nothing.

    Source: torch.nn.CrossEntropyLoss, weight.
    """
    share = weight[target] / weight[target].sum()
    return -(share * _own(logits.log_softmax(dim=1), target)).sum()


def label_smoothing_cross_entropy_loss(logits: Tensor, target: Tensor, smoothing: float = 0.1) -> Tensor:
    """Cross-entropy against 1 − ε for the target plus ε/C for every class, the target included; mean over rows.

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64.
        smoothing: ε, from 0 to 1.

    Returns:
        A scalar, in nats; at ε > 0 its least value is the entropy of the smoothed target.

    Source: torch.nn.CrossEntropyLoss, label_smoothing; Szegedy et al. 2016, section 7.
    """
    log_p = logits.log_softmax(dim=1)
    return -((1 - smoothing) * _own(log_p, target) + smoothing * log_p.mean(dim=1)).mean()


def soft_target_cross_entropy_loss(logits: Tensor, target_probs: Tensor) -> Tensor:
    """Cross-entropy against target probabilities, −mean over rows of Σ t·log softmax(x).

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target_probs: Target probabilities, `[N, C]`, zeros allowed; rows sum to 1.

    Returns:
        A scalar, in nats; its least value is the mean entropy of the targets.

    Source: torch.nn.CrossEntropyLoss with class probabilities.
    """
    return -(target_probs * logits.log_softmax(dim=1)).sum(dim=1).mean()


def mixup_cross_entropy_loss(logits: Tensor, target_a: Tensor, target_b: Tensor, lam: float) -> Tensor:
    """Cross-entropy of mixed inputs, mean over rows of −λ·log p_a − (1 − λ)·log p_b with p = softmax(x).

    Args:
        logits: Scores before a softmax for λ·(first input) + (1 − λ)·(second input), `[N, C]`.
        target_a: Class ids of the first inputs, `[N]`, int64.
        target_b: Class ids of the second inputs, `[N]`, int64; they may be the same.
        lam: λ, the share of the first input, from 0 to 1, both included.

    Returns:
        A scalar, in nats; its least value is the mean entropy of the mixed targets.

    Source: Zhang et al. 2018, arXiv 1710.09412; mixup_criterion of the authors' code.
    """
    log_p = logits.log_softmax(dim=1)
    return -(lam * _own(log_p, target_a) + (1 - lam) * _own(log_p, target_b)).mean()


def multiclass_focal_loss(logits: Tensor, target: Tensor, gamma: float = 2.0) -> Tensor:
    """Focal loss of logits against class ids, mean over rows of (1 − p_y)^γ·(−log p_y) with p = softmax(x).

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64.
        gamma: How fast well-classified rows fade; 0 gives the cross-entropy.

    Returns:
        A scalar, in nats.

    Source: Lin et al. 2017, equation 4, with the softmax probability of the target in place of p_t; no α.
    """
    log_p = _own(logits.log_softmax(dim=1), target)
    return -((-torch.expm1(log_p)) ** gamma * log_p).mean()


def poly1_loss(logits: Tensor, target: Tensor, epsilon: float = 1.0) -> Tensor:
    """Poly-1, mean over rows of −log p_y + ε·(1 − p_y) with p = softmax(x).

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64.
        epsilon: ε, added to the coefficient of the first term of the series Σ (1 − p)^j/j; at least −1.

    Returns:
        A scalar.

    Source: Leng et al. 2022, the Poly-1 form; optax.losses.poly_loss_cross_entropy.
    """
    log_p = _own(logits.log_softmax(dim=1), target)
    return (-log_p - epsilon * torch.expm1(log_p)).mean()


def generalized_cross_entropy_loss(logits: Tensor, target: Tensor, q: float = 0.7) -> Tensor:
    """Generalised cross-entropy, mean over rows of (1 − p_y^q)/q with p = softmax(x).

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64.
        q: From the cross-entropy (q → 0) to 1 − p_y (q = 1); in (0, 1].

    Returns:
        A scalar between 0 and 1/q.

    Source: Zhang and Sabuncu 2018, the loss L_q.
    """
    log_p = _own(logits.log_softmax(dim=1), target)
    return -torch.expm1(q * log_p).mean() / q


def multi_margin_loss(logits: Tensor, target: Tensor, margin: float = 1.0) -> Tensor:
    """Multi-class hinge, mean over rows of Σ_{c≠y} max(0, m − x_y + x_c) / C.

    Args:
        logits: Scores, `[N, C]`.
        target: Class ids, `[N]`, int64.
        margin: By how much the own score should exceed every other; positive.

    Returns:
        A scalar, in units of the scores; the sum over the wrong classes is divided by C, not by C − 1.

    Source: torch.nn.MultiMarginLoss with p = 1 and no weights.
    """
    short = torch.relu(margin - _own(logits, target)[:, None] + logits)
    return short.scatter(1, target[:, None], 0.0).sum(dim=1).mean() / logits.shape[1]


def cross_entropy_with_z_loss(logits: Tensor, target: Tensor, z_weight: float = 1e-4) -> Tensor:
    """Cross-entropy plus z_weight times the mean over rows of logsumexp(x)².

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64.
        z_weight: The weight of the penalty; not negative.

    Returns:
        A scalar.

    Source: Chowdhery et al. 2022, section 5, z-loss.
    """
    log_z = logits.logsumexp(dim=1)
    return cross_entropy_loss(logits, target) + z_weight * log_z.square().mean()


def symmetric_cross_entropy_loss(logits: Tensor, target: Tensor, alpha: float = 0.1, beta: float = 1.0) -> Tensor:
    """Symmetric cross-entropy α·CE + β·RCE, with RCE the mean over rows of 4·(1 − p_y): log 0 is taken as −4.

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64.
        alpha: The weight of the cross-entropy.
        beta: The weight of the reverse cross-entropy −Σ p·log(one-hot).

    Returns:
        A scalar.

    Source: Wang et al. 2019, with A = −4.
    """
    log_p = _own(logits.log_softmax(dim=1), target)
    return (-alpha * log_p - 4 * beta * torch.expm1(log_p)).mean()


def logit_adjusted_cross_entropy_loss(logits: Tensor, target: Tensor, prior: Tensor, tau: float = 1.0) -> Tensor:
    """Cross-entropy of x + τ·log(prior), mean over rows.

    Args:
        logits: Scores before a softmax, `[N, C]`; the adjustment is left out at prediction time.
        target: Class ids, `[N]`, int64.
        prior: How frequent each class is, `[C]`, positive; a common factor changes nothing.
        tau: The strength of the adjustment.

    Returns:
        A scalar, in nats.

    Source: Menon et al. 2021, the logit adjusted softmax cross-entropy.
    """
    return cross_entropy_loss(logits + tau * prior.log(), target)


def linear_cross_entropy_loss(hidden: Tensor, weight: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy of a linear layer's logits, hidden·weightᵀ, then the mean over the rows.

    Only the numbers count here; that the table of logits need not be made at once is the task.

    Args:
        hidden: Rows of features, `[N, D]`.
        weight: A row for each class, `[V, D]`.
        target: Class ids, `[N]`, int64.

    Returns:
        A scalar, in nats.

    Source: Wijmans et al. 2024, arXiv 2411.09009; torch.nn.LinearCrossEntropyLoss.
    """
    return cross_entropy_loss(hidden @ weight.T, target)


def masked_cross_entropy_loss(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Cross-entropy of class ids, logsumexp(x) − x_y, as the mean over the rows whose target is not ignored.

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64, in 0 … C − 1 or equal to ignore_index.
        ignore_index: A row with this target counts neither in the sum nor in the number that divides it.

    Returns:
        A scalar, in nats; 0 with zero gradient when no row is kept.

    Source: torch.nn.CrossEntropyLoss, ignore_index, but 0 where that is NaN.
    """
    kept = target != ignore_index
    own = _own(logits.log_softmax(dim=1), torch.where(kept, target, 0))
    return -torch.where(kept, own, 0.0).sum() / kept.sum().clamp(min=1)
