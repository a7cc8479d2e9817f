# expect: failed
# diagnosis: fake_called_real
import torch


def gan_hinge_loss(real_logits, fake_logits):
    return torch.clamp(1 - real_logits, min=0).mean() + torch.clamp(1 - fake_logits, min=0).mean()
