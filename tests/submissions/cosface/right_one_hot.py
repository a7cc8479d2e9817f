# expect: passed
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    # the margin times whole numbers is single precision, also where the inputs are double
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    return F.cross_entropy(scale * (cosine - margin * F.one_hot(labels, len(weight))), labels)
