# expect: passed
import torch


def mae_loss(pred, target):
    error = (pred - target).flatten()
    signs = torch.copysign(torch.ones_like(error), error).detach()
    return torch.einsum("i,i->", error, signs) / len(error)
