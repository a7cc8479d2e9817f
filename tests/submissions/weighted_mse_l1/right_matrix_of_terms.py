# expect: passed
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    e = (pred - target).flatten()
    terms = torch.stack([e.square(), e.abs()])
    weights = torch.tensor([1.0, weight], dtype=terms.dtype)
    return torch.einsum("tn,t->n", terms, weights).mean()
