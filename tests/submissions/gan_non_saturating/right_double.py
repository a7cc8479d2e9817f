# expect: passed
import torch


def half(x):
    return -torch.nn.functional.logsigmoid(x.double()).mean()


def discriminator_loss(real_logits, fake_logits):
    return (half(real_logits) + half(-fake_logits)).to(real_logits.dtype)
