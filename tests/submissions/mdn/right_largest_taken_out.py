# expect: passed
import math

import torch
import torch.nn.functional as F


def mixture_density_loss(logits, mean, log_std, target):
    z = (target[:, None] - mean) / torch.exp(log_std)
    a = F.log_softmax(logits, dim=1) - z * z / 2 - log_std
    top = a.detach().max(dim=1, keepdim=True).values
    log_sum = top.squeeze(1) + torch.log(torch.exp(a - top).sum(dim=1))
    return 0.5 * math.log(2 * math.pi) - log_sum.mean()
