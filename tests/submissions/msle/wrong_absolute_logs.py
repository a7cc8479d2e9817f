# expect: failed
# diagnosis: absolute_difference
import torch
import torch.nn.functional as F


def msle_loss(pred, target):
    return F.l1_loss(torch.log1p(pred), torch.log1p(target))
