# expect: failed
# diagnosis: var_detached | gradient_only
import torch


def gaussian_nll_loss(mean, target, var):
    with torch.no_grad():
        v = torch.clamp(var, min=1e-6)
    return torch.mean(0.5 * v.log() + (target - mean).square() / (2 * v))
