# expect: failed
# diagnosis: floor_in_log_only
import torch


def gaussian_nll_loss(mean, target, var):
    log_v = torch.log(var.clamp(min=1e-6))
    return (0.5 * (log_v + (mean - target) ** 2 / var)).mean()
