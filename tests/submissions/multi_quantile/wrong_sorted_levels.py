# expect: failed
# diagnosis: levels_sorted
import torch


def multi_quantile_loss(pred, target, quantiles):
    levels, _ = torch.sort(quantiles)
    e = target[:, None] - pred
    return (torch.relu(e) * levels + torch.relu(-e) * (1 - levels)).mean()
