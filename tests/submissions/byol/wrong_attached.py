# expect: failed
# diagnosis: target_attached
import torch.nn.functional as F


def byol_loss(prediction, target):
    p, z = F.normalize(prediction, dim=-1), F.normalize(target, dim=-1)
    return (p - z).pow(2).sum(-1).mean()
