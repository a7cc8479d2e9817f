# expect: failed
# diagnosis: probs_clamped
import torch


def categorical_cross_entropy_loss(probs, target):
    return -(target * probs.clamp(min=1e-12).log()).sum(1).mean()
