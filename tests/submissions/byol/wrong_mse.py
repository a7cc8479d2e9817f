# expect: failed
# diagnosis: mean_over_features
import torch.nn.functional as F


def byol_loss(prediction, target):
    p, z = F.normalize(prediction, dim=-1), F.normalize(target.detach(), dim=-1)
    return (p - z).pow(2).mean()
