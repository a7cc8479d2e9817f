# expect: failed
# diagnosis: only_one_column
# wrong: squeeze(): with K = 1 the mixture runs over the batch
import math

import torch
import torch.nn.functional as F


def mixture_density_loss(logits, mean, log_std, target):
    z = (target[:, None] - mean) * torch.exp(-log_std)
    lp = -0.5 * z ** 2 - log_std - 0.5 * math.log(2 * math.pi)
    lw = torch.log_softmax(logits, dim=1)
    return -torch.logsumexp((lw + lp).squeeze(), dim=-1).mean()
