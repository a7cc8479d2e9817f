# expect: failed
# diagnosis: one_mean_over_both
import torch


def gan_hinge_loss(real_logits, fake_logits):
    margins = torch.cat([1 - real_logits, 1 + fake_logits])
    return 2 * torch.relu(margins).mean()
