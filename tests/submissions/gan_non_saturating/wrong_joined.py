# expect: failed
# diagnosis: one_mean_over_both
import torch
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits):
    scores = torch.cat([real_logits, fake_logits])
    label = torch.cat([torch.ones_like(real_logits), torch.zeros_like(fake_logits)])
    return F.binary_cross_entropy_with_logits(scores, label)
