# expect: failed
import torch.nn.functional as F


def byol_loss(prediction, target):
    return 2 - 2 * F.cosine_similarity(prediction, target.detach(), dim=0).mean()
