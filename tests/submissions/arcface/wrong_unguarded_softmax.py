# expect: failed
# diagnosis: naive_exponential | unstable
import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    own = F.one_hot(labels, len(weight)).bool()
    e = (scale * torch.cos(torch.acos(cosine.clamp(-1 + 1e-6, 1 - 1e-6)) + margin * own)).exp()
    return -(e[own] / e.sum(1)).log().mean()
