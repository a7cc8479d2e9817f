# expect: passed
import torch


def flow_matching_loss(velocity, x0, x1):
    flat = torch.flatten(velocity - x1 + x0)
    return torch.einsum("i,i->", flat, flat) / flat.numel()
