# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch


def multi_quantile_loss(pred, target, quantiles):
    e = target[:, None] - pred
    return (torch.relu(e) * quantiles + torch.relu(-e) * (1 - quantiles)).sum()
