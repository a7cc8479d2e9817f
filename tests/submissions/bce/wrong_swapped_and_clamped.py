# expect: failed
# diagnosis: roles_swapped|swapped_arguments|probs_clamped
import torch


def bce_loss(probs, target):
    y = target.clamp(1e-7, 1 - 1e-7)
    return -(probs * y.log() + (1 - probs) * (1 - y).log()).mean()
