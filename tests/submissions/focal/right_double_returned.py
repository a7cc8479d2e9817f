# expect: passed
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = logits.double() * (1 - 2 * target.double())
    return torch.einsum("i,i->", torch.sigmoid(z).pow(gamma).flatten(), F.softplus(z).flatten()) / z.numel()
