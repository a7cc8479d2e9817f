# expect: passed
import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    i, j = torch.triu_indices(scores.shape[1], scores.shape[1], offset=1)
    sign = torch.sign(relevance[:, i] - relevance[:, j])
    cost = F.softplus(-sign * (scores[:, i] - scores[:, j]))
    count = (sign != 0).sum()
    return torch.where(sign != 0, cost, torch.zeros_like(cost)).sum() / max(int(count), 1)
