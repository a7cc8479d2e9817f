# expect: failed
# diagnosis: margin_missing
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    return F.relu(0 - real_logits).mean() + F.relu(fake_logits).mean()
