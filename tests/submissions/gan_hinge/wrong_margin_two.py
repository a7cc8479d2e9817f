# expect: failed
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    return F.relu(2 - real_logits).mean() + F.relu(2 + fake_logits).mean()
