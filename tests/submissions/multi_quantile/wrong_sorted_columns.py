# expect: failed
# diagnosis: columns_sorted
import torch


def multi_quantile_loss(pred, target, quantiles):
    e = target[:, None] - torch.sort(pred, dim=1)[0]
    return (torch.relu(e) * quantiles + torch.relu(-e) * (1 - quantiles)).mean()
