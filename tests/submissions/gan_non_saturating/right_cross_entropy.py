# expect: passed
import torch
import torch.nn.functional as F


def two_class(x, label):
    logits = torch.stack([torch.zeros_like(x), x], dim=1)
    return F.cross_entropy(logits, torch.full((len(x),), label))


def discriminator_loss(real_logits, fake_logits):
    return two_class(real_logits, 1) + two_class(fake_logits, 0)
