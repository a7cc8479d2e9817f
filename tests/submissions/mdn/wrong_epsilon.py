# expect: failed
# diagnosis: epsilon_in_the_log | unstable
import math

import torch
import torch.nn.functional as F


def mixture_density_loss(logits, mean, log_std, target):
    z = (target[:, None] - mean) / log_std.exp()
    density = torch.exp(-0.5 * z**2) / (log_std.exp() * math.sqrt(2 * math.pi))
    return -torch.log((F.softmax(logits, 1) * density).sum(1) + 1e-10).mean()
