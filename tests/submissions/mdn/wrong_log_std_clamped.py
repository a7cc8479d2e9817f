# expect: failed
# diagnosis: input_clamped
# Log_std clamped at ±5.
import math
import torch
import torch.nn.functional as F


def mixture_density_loss(l, m, ls, t):
    ls = ls.clamp(-5, 5)
    z = (t[:, None] - m) * torch.exp(-ls)
    return -torch.logsumexp(F.log_softmax(l, 1) - z * z / 2 - ls - 0.5 * math.log(2 * math.pi), 1).mean()
