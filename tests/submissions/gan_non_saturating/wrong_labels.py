# expect: failed
# diagnosis: labels_exchanged
import torch
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits):
    one = F.binary_cross_entropy_with_logits(real_logits, torch.zeros_like(real_logits))
    return one + F.binary_cross_entropy_with_logits(fake_logits, torch.ones_like(fake_logits))
