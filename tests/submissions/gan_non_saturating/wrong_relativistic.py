# expect: failed
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits):
    gap = real_logits[:, None] - fake_logits[None, :]
    return F.softplus(-gap).mean()
