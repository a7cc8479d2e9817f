# expect: passed
import torch


def weighted_cross_entropy_loss(logits, target, weight):
    above, below = 0.0, 0.0
    for row, label in zip(logits, target):
        above = above + weight[label] * (torch.logsumexp(row, 0) - row[label])
        below = below + weight[label]
    return above / below
