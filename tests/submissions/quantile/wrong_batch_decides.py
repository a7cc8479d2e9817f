# expect: failed
# diagnosis: mean_error_first
import torch


def quantile_loss(pred, target, q=0.5):
    e = torch.mean(target - pred)
    return torch.max(q * e, (q - 1) * e)
