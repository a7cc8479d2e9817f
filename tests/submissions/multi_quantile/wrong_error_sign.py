# expect: failed
# diagnosis: error_sign_flipped
import torch


def multi_quantile_loss(pred, target, quantiles):
    e = pred - target[:, None]
    return (torch.relu(e) * quantiles + torch.relu(-e) * (1 - quantiles)).mean()
