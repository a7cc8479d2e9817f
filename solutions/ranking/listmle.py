"""ListMLE: the right order is drawn item by item, each against those that are left."""

import torch


def list_mle_loss(scores, relevance):
    order = torch.argsort(relevance, descending=True)
    ordered = torch.gather(scores, 1, order)
    total = 0.0
    for place in range(scores.shape[1]):
        left = ordered[:, place:]
        total = total + torch.logsumexp(left, dim=1) - left[:, 0]
    return total.mean()
