# expect: failed
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    # the nearest other centre only, as a hinge
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    mask = F.one_hot(labels, len(weight)).bool()
    other = cosine.masked_fill(mask, -2.0).amax(dim=1)
    return scale * torch.relu(other - cosine[mask] + margin).mean()
