# expect: failed
# diagnosis: reduction | last_element_left_out | element_count | last_row_left_out
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    e = (pred - target) / delta
    each = delta**2 * (torch.sqrt(1 + e**2) - 1)
    each = each.flatten()
    return each[: max(1, len(each) - 1)].mean()
