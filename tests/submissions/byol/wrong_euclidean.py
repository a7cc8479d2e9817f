# expect: failed
# diagnosis: distance_not_squared
import torch


def byol_loss(prediction, target):
    p = prediction / prediction.norm(dim=1, keepdim=True)
    z = (target / target.norm(dim=1, keepdim=True)).detach()
    return torch.norm(p - z, dim=1).mean()
