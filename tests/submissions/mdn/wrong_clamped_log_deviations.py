# expect: failed
# diagnosis: unstable
import math

import torch
import torch.nn.functional as F

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


def mixture_density_loss(logits, mean, log_std, target):
    log_std = torch.clamp(log_std, -7.0, 7.0)
    z = (target.unsqueeze(-1) - mean) * torch.exp(-log_std)
    comp = -0.5 * z * z - log_std - HALF_LOG_2PI
    return -torch.logsumexp(F.log_softmax(logits, dim=-1) + comp, dim=-1).mean()
