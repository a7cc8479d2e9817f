# expect: failed
# diagnosis: negative_cosine
import torch.nn.functional as F


def byol_loss(prediction, target):
    p, z = F.normalize(prediction, dim=-1), F.normalize(target.detach(), dim=-1)
    return -(p * z).sum(-1).mean()
