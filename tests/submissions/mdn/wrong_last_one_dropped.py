# expect: failed
# diagnosis: reduction | last_element_left_out | element_count | last_row_left_out
import math

import torch


def mixture_density_loss(logits, mean, log_std, target):
    z = (target.unsqueeze(1) - mean) * torch.exp(-log_std)
    log_density = -0.5 * z**2 - log_std - 0.5 * math.log(2 * math.pi)
    each = -torch.logsumexp(torch.log_softmax(logits, dim=1) + log_density, dim=1)
    each = each.flatten()
    return each[: max(1, len(each) - 1)].mean()
