# expect: failed
# diagnosis: sum_instead_of_mean
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    mask = F.one_hot(labels, len(weight))
    return -((scale * (cosine - margin * mask)).log_softmax(1) * mask).sum()
