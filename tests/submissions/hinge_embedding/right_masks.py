# expect: passed
import torch


def hinge_embedding_loss(distance, target, margin=1.0):
    pull = distance[target == 1].sum()
    push = torch.threshold(margin - distance[target == -1], 0.0, 0.0).sum()
    return (pull + push) / distance.numel()
