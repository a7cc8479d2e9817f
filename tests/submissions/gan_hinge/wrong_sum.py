# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    return F.relu(1 - real_logits).sum() + F.relu(1 + fake_logits).sum()
