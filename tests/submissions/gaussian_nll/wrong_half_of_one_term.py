# expect: failed
# diagnosis: half_on_the_square_only
import torch


def gaussian_nll_loss(mean, target, var):
    v = torch.clamp(var, min=1e-6)
    return torch.mean(v.log() + (target - mean).square() / (2 * v))
