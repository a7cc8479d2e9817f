# expect: failed
# diagnosis: another_floor
# The floor is a thousand times too high.
import torch


def gaussian_nll_loss(mean, target, var):
    v = var.clamp(min=1e-3)
    return torch.mean(0.5 * v.log() + (target - mean).square() / (2 * v))
