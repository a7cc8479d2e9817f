"""Right and wrong answers in their plain form, as different people write them: what the odd forms are made of."""

from __future__ import annotations

HUBER = '''\
import torch


def huber_loss(pred, target, delta=1.0):
    """Quadratic near zero, linear far away."""
    error = (pred - target).abs()
    small = 0.5 * error * error
    large = delta * (error - 0.5 * delta)
    return torch.where(error <= delta, small, large).mean()
'''
HUBER_SUM = HUBER.replace(".mean()", ".sum()")
HUBER_NO_HALF = HUBER.replace("small = 0.5 * error * error", "small = error * error")
HUBER_FIXED_DELTA = HUBER.replace("    error =", "    delta = 1.0\n    error =")
HUBER_DETACHED = HUBER.replace("large)", "large.detach())")
HUBER_CLAMPED = """\
def huber_loss(pred, target, delta=1.0):
    size = abs(pred - target)
    near = size.clamp(max=delta)
    return (near * (size - near / 2)).mean()
"""
HUBER_TYPED = """\
from __future__ import annotations

import torch
from torch import Tensor


def huber_loss(pred: Tensor, target: Tensor, delta: float = 1.0) -> Tensor:
    residual: Tensor = pred - target
    inside: Tensor = residual.abs() <= delta
    return torch.where(inside, residual.pow(2) / 2, delta * residual.abs() - delta**2 / 2).mean()
"""
MSE = """\
def mse_loss(pred, target):
    return ((pred - target) ** 2).mean()
"""
MSE_SUM = MSE.replace(".mean()", ".sum()")
MSE_HALF = MSE.replace("return (", "return 0.5 * (")
MSE_LOOP = """\
def mse_loss(pred, target):
    p = pred.reshape(-1)
    t = target.reshape(-1)
    total = 0.0
    for i in range(len(p)):
        total = total + (p[i] - t[i]) ** 2
    return total / len(p)
"""
MAE = """\
import torch


def mae_loss(pred, target):
    diff = torch.abs(pred - target)
    return torch.sum(diff) / diff.numel()
"""
MAE_SIGNED = MAE.replace("torch.abs(pred - target)", "pred - target")
SMOOTH_L1 = """\
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    d = torch.abs(pred - target)
    if beta == 0:
        return d.mean()
    return torch.where(d < beta, d * d / (2 * beta), d - 0.5 * beta).mean()
"""
SMOOTH_L1_IS_HUBER = SMOOTH_L1.replace("d * d / (2 * beta), d - 0.5 * beta", "d * d / 2, beta * (d - 0.5 * beta)")
LOG_COSH = """\
import math

import torch


def log_cosh_loss(pred, target):
    # log cosh e = log(exp(e) + exp(-e)) - log 2
    e = pred - target
    return torch.mean(torch.logaddexp(e, -e)) - math.log(2.0)
"""
LOG_COSH_OVERFLOWS = """\
import torch


def log_cosh_loss(pred, target):
    return torch.log(torch.cosh(pred - target)).mean()
"""
BCE = """\
import torch


def bce_loss(probs, target):
    yes = torch.clamp(torch.log(probs), min=-100.0)
    no = torch.clamp(torch.log(1.0 - probs), min=-100.0)
    return torch.mean(-(target * yes + (1.0 - target) * no))
"""
BCE_SWAPPED = BCE.replace("target * yes + (1.0 - target) * no", "target * no + (1.0 - target) * yes")
BCE_WITH_LOGITS = '''\
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    """log(1 + e^x) - y x, via softplus."""
    return F.softplus((1 - 2 * target) * logits).mean()
'''
BCE_WITH_LOGITS_NAIVE = """\
import torch


def bce_with_logits_loss(logits, target):
    p = torch.sigmoid(logits)
    return -(target * p.log() + (1 - target) * (1 - p).log()).mean()
"""
FOCAL = """\
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    p_t = torch.exp(-ce)
    return torch.mean((1 - p_t) ** gamma * ce)
"""
FOCAL_ALPHA = FOCAL.replace("(1 - p_t)", "0.25 * (1 - p_t)")
HINGE = """\
def hinge_loss(scores, target):
    return (1 - target * scores).clamp(min=0).mean()
"""
HINGE_SQUARED = HINGE.replace(".mean()", ".pow(2).mean()")
CROSS_ENTROPY = """\
import torch


def cross_entropy_loss(logits, target):
    log_probs = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    picked = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -picked.mean()
"""
CROSS_ENTROPY_SUM = CROSS_ENTROPY.replace(".mean()", ".sum()")
CROSS_ENTROPY_UNSTABLE = """\
import torch


def cross_entropy_loss(logits, target):
    e = torch.exp(logits)
    p = e / e.sum(dim=1, keepdim=True)
    return -torch.log(p[torch.arange(len(target)), target]).mean()
"""
CATEGORICAL = """\
import torch


def categorical_cross_entropy_loss(probs, target):
    own = torch.sum(probs * target, dim=1)
    return torch.mean(-torch.log(own))
"""
CATEGORICAL_MEAN_OF_ALL = """\
import torch


def categorical_cross_entropy_loss(probs, target):
    return -torch.xlogy(target, probs).mean()
"""
KL_DIV = """\
import torch


def kl_divergence_loss(log_q, p):
    # sum p log p - p log q, averaged over the batch only
    return (torch.xlogy(p, p) - p * log_q).sum(dim=1).mean()
"""
KL_DIV_MEAN_OF_ALL = KL_DIV.replace(".sum(dim=1).mean()", ".mean()")
TRIPLET = """\
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    d_pos = torch.linalg.vector_norm(anchor - positive, dim=1)
    d_neg = torch.linalg.vector_norm(anchor - negative, dim=1)
    return torch.relu(d_pos - d_neg + margin).mean()
"""
TRIPLET_SWAPPED = TRIPLET.replace("d_pos - d_neg + margin", "d_neg - d_pos + margin")
CONTRASTIVE = """\
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    diff = x1 - x2
    d = diff.norm(dim=1)
    same = (diff * diff).sum(dim=1)
    other = torch.clamp(margin - d, min=0) ** 2
    return (target * same + (1 - target) * other).mean()
"""
CONTRASTIVE_SWAPPED = CONTRASTIVE.replace(
    "target * same + (1 - target) * other", "(1 - target) * same + target * other"
)
WEIGHTED = """\
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    e = pred - target
    return torch.mean(e * e) + weight * torch.mean(e.abs())
"""
CUSTOM = '''\
import torch
from torch import nn


class CustomLoss(nn.Module):
    """MSE + weight * L1."""

    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        return torch.mean((pred - target) ** 2) + self.weight * torch.mean(torch.abs(pred - target))
'''
CUSTOM_NO_WEIGHT = CUSTOM.replace("self.weight * torch", "torch")
MSE_BACKWARD = """\
def mse_backward(pred, target):
    return 2 * (pred - target) / pred.numel()
"""
MSE_BACKWARD_OF_SUM = MSE_BACKWARD.replace(" / pred.numel()", "")
BCE_BACKWARD = """\
import torch


def bce_with_logits_backward(logits, target):
    return (torch.sigmoid(logits) - target) / logits.numel()
"""
CROSS_ENTROPY_BACKWARD = """\
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    n, c = logits.shape
    one_hot = F.one_hot(target, c).to(logits.dtype)
    return (torch.softmax(logits, dim=1) - one_hot) / n
"""

RIGHT = {
    "huber": HUBER, "mse": MSE, "mae": MAE, "smooth_l1": SMOOTH_L1, "log_cosh": LOG_COSH, "bce": BCE,
    "bce_with_logits": BCE_WITH_LOGITS, "focal": FOCAL, "hinge": HINGE, "cross_entropy": CROSS_ENTROPY,
    "categorical_cross_entropy": CATEGORICAL, "kl_div": KL_DIV, "triplet": TRIPLET, "contrastive": CONTRASTIVE,
    "weighted_mse_l1": WEIGHTED, "custom_loss_module": CUSTOM, "mse_backward": MSE_BACKWARD,
    "bce_with_logits_backward": BCE_BACKWARD, "cross_entropy_backward": CROSS_ENTROPY_BACKWARD,
}  # fmt: skip
WRONG = {
    "huber": HUBER_SUM, "mse": MSE_HALF, "mae": MAE_SIGNED, "smooth_l1": SMOOTH_L1_IS_HUBER,
    "log_cosh": LOG_COSH_OVERFLOWS, "bce": BCE_SWAPPED, "bce_with_logits": BCE_WITH_LOGITS_NAIVE,
    "focal": FOCAL_ALPHA, "hinge": HINGE_SQUARED, "cross_entropy": CROSS_ENTROPY_UNSTABLE,
    "categorical_cross_entropy": CATEGORICAL_MEAN_OF_ALL, "kl_div": KL_DIV_MEAN_OF_ALL, "triplet": TRIPLET_SWAPPED,
    "contrastive": CONTRASTIVE_SWAPPED, "custom_loss_module": CUSTOM_NO_WEIGHT, "mse_backward": MSE_BACKWARD_OF_SUM,
}  # fmt: skip
MORE_RIGHT = {"huber": [HUBER_CLAMPED, HUBER_TYPED], "mse": [MSE_LOOP]}
MORE_WRONG = {"huber": [HUBER_NO_HALF, HUBER_FIXED_DELTA, HUBER_DETACHED], "mse": [MSE_SUM],
              "cross_entropy": [CROSS_ENTROPY_SUM]}  # fmt: skip
