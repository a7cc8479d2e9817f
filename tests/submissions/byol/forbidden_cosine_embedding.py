# expect: forbidden
import torch
import torch.nn.functional as F


def byol_loss(prediction, target):
    return 2 * F.cosine_embedding_loss(prediction, target.detach(), torch.ones(len(target)))
