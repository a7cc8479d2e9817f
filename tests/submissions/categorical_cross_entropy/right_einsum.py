# expect: passed
import torch


def categorical_cross_entropy_loss(probs, target):
    p_true = torch.einsum("nc,nc->n", probs, target)
    return -torch.einsum("n->", p_true.log()) / p_true.numel()
