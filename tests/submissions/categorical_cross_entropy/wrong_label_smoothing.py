# expect: failed
# diagnosis: label_smoothing
import torch


def categorical_cross_entropy_loss(probs, target):
    y = 0.9 * target + 0.1 / target.shape[1]
    return -(y * probs.clamp(min=1e-30).log()).sum(1).mean()
