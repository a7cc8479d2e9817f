"""The discriminator's loss of a GAN: binary cross-entropy of real against generated."""

import torch
from torch.nn.functional import logsigmoid


def discriminator_loss(real_logits, fake_logits):
    # log(1 − σ(x)) = log σ(−x)
    real = torch.mean(logsigmoid(real_logits))
    fake = torch.mean(logsigmoid(-fake_logits))
    return -(real + fake)
