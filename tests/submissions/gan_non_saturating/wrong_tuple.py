# expect: failed
# diagnosis: not_a_tensor
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits):
    return F.softplus(-real_logits).mean(), F.softplus(fake_logits).mean()
