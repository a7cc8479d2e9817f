# expect: failed
# diagnosis: probs_clamped
import torch


def bce_loss(probs, target):
    p = probs.clamp(1e-15, 1 - 1e-15)
    return -(target * p.log() + (1 - target) * (1 - p).log()).mean()
