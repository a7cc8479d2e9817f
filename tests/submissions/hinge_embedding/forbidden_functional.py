# expect: forbidden
import torch.nn.functional as F


def hinge_embedding_loss(distance, target, margin=1.0):
    return F.hinge_embedding_loss(distance, target, margin=margin)
