# expect: passed
import torch.nn.functional as F


def byol_loss(prediction, target):
    p, z = F.normalize(prediction, dim=-1), F.normalize(target.detach(), dim=-1)
    return F.mse_loss(p, z, reduction="sum") / len(p)
