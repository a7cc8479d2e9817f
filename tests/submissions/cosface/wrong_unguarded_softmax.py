# expect: failed
# diagnosis: naive_exponential | unstable
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    own = F.one_hot(labels, len(weight)).bool()
    e = torch.exp(scale * torch.where(own, cosine - margin, cosine))
    return -(e[own].log() - e.sum(1).log()).mean()
