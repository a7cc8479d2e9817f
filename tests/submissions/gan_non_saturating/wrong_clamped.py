# expect: failed
# diagnosis: probabilities_clamped
import torch


def discriminator_loss(real_logits, fake_logits):
    p = torch.sigmoid(real_logits).clamp(1e-6, 1 - 1e-6)
    q = torch.sigmoid(fake_logits).clamp(1e-6, 1 - 1e-6)
    return -p.log().mean() - (1 - q).log().mean()
