# expect: passed
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    diff = x1 - x2
    sq = torch.einsum("nd,nd->n", diff, diff)
    zero = sq == 0
    # the root never sees a zero, and the result is put back to zero afterwards
    d = torch.where(zero, torch.zeros_like(sq), torch.where(zero, torch.ones_like(sq), sq).sqrt())
    return (target * sq + (1 - target) * torch.relu(margin - d) ** 2).mean()
