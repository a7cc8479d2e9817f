# expect: passed
import torch


def gan_hinge_loss(real_logits, fake_logits):
    return -torch.minimum(real_logits - 1, torch.zeros_like(real_logits)).mean() - torch.minimum(-fake_logits - 1, torch.zeros_like(fake_logits)).mean()
