# expect: failed
# diagnosis: hinge_after_mean
import torch
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    return F.relu(1 - torch.mean(real_logits)) + F.relu(1 + torch.mean(fake_logits))
