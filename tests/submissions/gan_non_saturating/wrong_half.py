# expect: failed
# diagnosis: halved
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits):
    real, fake = F.softplus(-real_logits).mean(), F.softplus(fake_logits).mean()
    return 0.5 * (real + fake)
