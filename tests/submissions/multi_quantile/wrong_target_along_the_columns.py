# expect: failed
# Right only where the shapes refuse anything else.
import torch


def multi_quantile_loss(pred, target, quantiles):
    t = target if len(target) == pred.shape[1] else target[:, None]
    e = t - pred
    return (torch.relu(e) * quantiles + torch.relu(-e) * (1 - quantiles)).mean()
