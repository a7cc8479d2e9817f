# expect: failed
# diagnosis: zeros_left_out
import torch


def tweedie_loss(log_mu, target, p=1.5):
    mu = log_mu.exp()
    each = target * mu ** (1 - p) / (p - 1) + mu ** (2 - p) / (2 - p)
    return torch.where(target > 0, each, torch.zeros_like(each)).mean()
