# expect: passed
import torch
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    zero = torch.zeros_like
    real = F.margin_ranking_loss(real_logits, zero(real_logits), torch.ones_like(real_logits), margin=1.0)
    fake = F.margin_ranking_loss(zero(fake_logits), fake_logits, torch.ones_like(fake_logits), margin=1.0)
    return real + fake
