# expect: failed
import torch.nn.functional as F


def flow_matching_loss(velocity, x0, x1):
    return F.mse_loss(F.normalize(velocity, dim=-1), F.normalize(x1 - x0, dim=-1))
