# expect: failed
# diagnosis: divided_by_all_places
import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    better = relevance[:, :, None] > relevance[:, None, :]
    cost = F.softplus(scores[:, None, :] - scores[:, :, None])
    return torch.where(better, cost, torch.zeros_like(cost)).mean()
