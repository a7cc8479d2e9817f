# expect: passed
import torch


def byol_loss(prediction, target):
    z = target.detach()
    dots = torch.einsum("nd,nd->n", prediction, z)
    lengths = torch.einsum("nd,nd->n", prediction, prediction).sqrt() * torch.einsum("nd,nd->n", z, z).sqrt()
    return 2 - 2 * (dots / lengths).mean()
