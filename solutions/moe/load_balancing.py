"""Load-balancing loss of a router: how often each expert is chosen, times how likely it is on average."""

import torch


def load_balancing_loss(router_logits, top_k=2):
    probabilities = torch.softmax(router_logits, dim=1)
    best = torch.argsort(router_logits, dim=1, descending=True)[:, :top_k]
    # The choice is a count: no gradient runs through it.
    chosen = torch.zeros_like(probabilities).scatter(1, best, 1.0)
    product = chosen.mean(dim=0) * probabilities.mean(dim=0)
    return product.sum() * router_logits.shape[1]
