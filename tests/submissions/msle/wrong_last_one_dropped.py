# expect: failed
# diagnosis: reduction | last_element_left_out | element_count | last_row_left_out
import torch


def msle_loss(pred, target):
    gap = torch.log1p(pred) - torch.log1p(target)
    each = gap**2
    each = each.flatten()
    return each[: max(1, len(each) - 1)].mean()
