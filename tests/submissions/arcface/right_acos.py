# expect: passed
import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cosine = F.linear(F.normalize(embeddings), F.normalize(weight))
    angle = torch.acos(torch.clamp(cosine, -1 + 1e-7, 1 - 1e-7))
    own = F.one_hot(labels, weight.shape[0]).to(cosine.dtype)
    return F.cross_entropy(scale * torch.cos(angle + margin * own), labels)
