# expect: passed
import torch


def soft(x):
    return x.clamp(min=0) + torch.log1p(torch.exp(-x.abs()))


def discriminator_loss(real_logits, fake_logits):
    return soft(-real_logits).mean() + soft(fake_logits).mean()
