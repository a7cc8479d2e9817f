# expect: failed
# diagnosis: log_term_missing
import torch


def gaussian_nll_loss(mean, target, var):
    v = torch.clamp(var, min=1e-6)
    return ((target - mean).square() / (2 * v)).mean()
