# expect: failed
# diagnosis: every_pair
import torch.nn.functional as F


def byol_loss(prediction, target):
    p, z = F.normalize(prediction, dim=-1), F.normalize(target.detach(), dim=-1)
    return 2 - 2 * (p @ z.t()).mean()
