# expect: passed
import torch
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits):
    n, m = real_logits.numel(), fake_logits.numel()
    weight = torch.cat([real_logits.new_full((n,), 1 / n), fake_logits.new_full((m,), 1 / m)])
    return torch.dot(weight, F.softplus(torch.cat([-real_logits, fake_logits])))
