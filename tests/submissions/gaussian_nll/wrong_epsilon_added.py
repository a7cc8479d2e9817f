# expect: failed
# diagnosis: floor_added
import torch


def gaussian_nll_loss(mean, target, var):
    v = var + 1e-6
    return torch.mean(0.5 * v.log() + (target - mean).square() / (2 * v))
