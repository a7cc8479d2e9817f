# expect: failed
# diagnosis: sigma_instead_of_beta
# The form with sigma: the threshold is 1/sigma^2.
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    if beta == 0:
        return size.mean()
    near = size < 1 / beta**2
    return torch.where(near, 0.5 * (size * beta) ** 2, size - 0.5 / beta**2).mean()
