"""The discriminator's hinge loss: enough is enough on either side."""

import torch


def gan_hinge_loss(real_logits, fake_logits):
    missing_real = torch.clamp(1 - real_logits, min=0)
    missing_fake = torch.clamp(1 + fake_logits, min=0)
    return missing_real.mean() + missing_fake.mean()
