# expect: passed
import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    # the margin times whole numbers is single precision, also where the inputs are double
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    angle = cosine.clamp(-0.999999, 0.999999).acos() + margin * F.one_hot(labels, len(weight))
    return F.cross_entropy(scale * angle.cos(), labels)
