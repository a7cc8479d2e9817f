# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch
import torch.nn.functional as F


def msle_loss(pred, target):
    return F.mse_loss(torch.log1p(pred), torch.log1p(target), reduction="sum")
