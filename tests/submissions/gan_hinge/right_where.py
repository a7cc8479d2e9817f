# expect: passed
import torch


def gan_hinge_loss(real_logits, fake_logits):
    real = torch.where(real_logits < 1, 1 - real_logits, torch.zeros_like(real_logits))
    fake = torch.where(fake_logits > -1, 1 + fake_logits, torch.zeros_like(fake_logits))
    return real.sum() / real.numel() + fake.sum() / fake.numel()
