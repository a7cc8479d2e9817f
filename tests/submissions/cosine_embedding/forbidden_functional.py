# expect: forbidden
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    return F.cosine_embedding_loss(x1, x2, target, margin=margin)
