# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def flow_matching_loss(velocity, x0, x1):
    return F.mse_loss(velocity, x1 - x0, reduction="sum")
