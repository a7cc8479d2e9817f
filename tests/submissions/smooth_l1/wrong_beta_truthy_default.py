# expect: failed
# diagnosis: zero_beta_replaced
# A beta of 0 is taken for no beta at all.
import torch


def smooth_l1_loss(pred, target, beta=None):
    beta = beta or 1.0
    size = (pred - target).abs()
    return torch.where(size < beta, 0.5 * size**2 / beta, size - 0.5 * beta).mean()
