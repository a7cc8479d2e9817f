# expect: failed
# diagnosis: parameter_capped
# wrong: gamma capped at 3
import math

import torch
import torch.nn.functional as F


def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    tp, fp, fn = (p * y).sum(1), (p * (1 - y)).sum(1), ((1 - p) * y).sum(1)
    ti = (tp + smooth) / (tp + alpha * fp + beta * fn + smooth)
    return (1 - ti).clamp(min=1e-12).pow(min(gamma, 3.0)).mean()
