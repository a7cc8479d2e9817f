# expect: failed
# diagnosis: reduction | last_element_left_out | element_count | last_row_left_out
import math

import torch


def crps_gaussian_loss(mean, std, target):
    z = (target - mean) / std
    density = torch.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    each = std * (z * torch.erf(z / math.sqrt(2)) + 2 * density - 1 / math.sqrt(math.pi))
    each = each.flatten()
    return each[: max(1, len(each) - 1)].mean()
