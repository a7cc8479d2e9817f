# expect: failed
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    order = relevance.argsort(dim=1, descending=True, stable=True)
    s, r = scores.gather(1, order), relevance.gather(1, order)
    better = r[:, :-1] > r[:, 1:]
    return (F.softplus(s[:, 1:] - s[:, :-1]) * better).sum() / better.sum().clamp(min=1)
