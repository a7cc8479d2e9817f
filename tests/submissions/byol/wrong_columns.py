# expect: failed
# diagnosis: normalised_over_the_batch
import torch.nn.functional as F


def byol_loss(prediction, target):
    p, z = F.normalize(prediction, dim=0), F.normalize(target.detach(), dim=0)
    return 2 - 2 * (p * z).sum() / len(p)
