# expect: failed
# diagnosis: probs_clamped
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(1).clamp(min=1e-9)
    return -((1 - p) ** gamma * p.log()).mean()
