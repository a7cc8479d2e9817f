# expect: failed
# diagnosis: hinge_instead
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits):
    return F.relu(1.0 - real_logits).mean() + F.relu(1.0 + fake_logits).mean()
