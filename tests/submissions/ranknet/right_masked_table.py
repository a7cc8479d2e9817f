# expect: passed
import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    better = (relevance.unsqueeze(2) > relevance.unsqueeze(1)).to(scores.dtype)
    cost = -F.logsigmoid(scores.unsqueeze(2) - scores.unsqueeze(1))
    return (better * cost).sum() / torch.clamp(better.sum(), min=1)
