# expect: passed
# The shift cancels, so it needs no gradient.
import torch


def cross_entropy_loss(logits, target):
    z = logits - logits.detach().amax(1, keepdim=True)
    return torch.mean(z.exp().sum(1).log() - torch.take_along_dim(z, target[:, None], 1)[:, 0])
