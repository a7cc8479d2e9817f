# expect: passed
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    p = torch.einsum("ij,ij->i", probs, target)
    return -torch.einsum("i,i->", (1 - p) ** gamma, torch.log(p)) / len(p)
