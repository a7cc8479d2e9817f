# expect: passed
import torch


def generalized_cross_entropy_loss(logits, target, q=0.7):
    rows = [(1 - torch.exp(q * (x[y] - x.logsumexp(0)))) / q for x, y in zip(logits, target)]
    return sum(rows) / len(rows)
