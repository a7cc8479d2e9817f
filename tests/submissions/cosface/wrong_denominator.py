# expect: failed
# diagnosis: plain_cosine_below
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    logits = scale * F.normalize(embeddings) @ F.normalize(weight).T
    return F.cross_entropy(logits, labels) + scale * margin
