# expect: passed
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    gap = (margin - distance).clamp(min=0)
    pull = torch.einsum("n,n,n->", 1 - target, distance, distance)
    push = torch.einsum("n,n,n->", target, gap, gap)
    return (pull + push) / (2 * len(distance))
