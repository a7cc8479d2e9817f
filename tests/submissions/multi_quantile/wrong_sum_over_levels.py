# expect: failed
# diagnosis: summed_over_levels | class_count
import torch


def multi_quantile_loss(pred, target, quantiles):
    e = target[:, None] - pred
    return (torch.relu(e) * quantiles + torch.relu(-e) * (1 - quantiles)).mean(0).sum()
