# expect: failed
# diagnosis: crossing_penalty
import torch


def multi_quantile_loss(pred, target, quantiles):
    e = target[:, None] - pred
    loss = torch.relu(e) * quantiles + torch.relu(-e) * (1 - quantiles)
    return loss.mean() + torch.relu(pred[:, :-1] - pred[:, 1:]).sum() / loss.numel()
