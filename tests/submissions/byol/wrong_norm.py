# expect: failed
# diagnosis: distance_not_squared
import torch.nn.functional as F


def byol_loss(prediction, target):
    p, z = F.normalize(prediction, dim=-1), F.normalize(target.detach(), dim=-1)
    return F.pairwise_distance(p, z).mean()
