# expect: failed
# diagnosis: one_minus_cosine
import torch.nn.functional as F


def byol_loss(prediction, target):
    p, z = F.normalize(prediction, dim=-1), F.normalize(target.detach(), dim=-1)
    return (p - z).pow(2).sum(-1).mean() / 2
