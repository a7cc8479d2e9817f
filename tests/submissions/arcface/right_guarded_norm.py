# expect: passed
import torch
import torch.nn.functional as F


def unit(x):
    return x / (x.norm(dim=1, keepdim=True) + 1e-8)


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cos = unit(embeddings) @ unit(weight).T
    own = cos.gather(1, labels[:, None])
    turned = torch.cos(torch.acos(own) + margin)
    return F.cross_entropy(scale * cos.scatter(1, labels[:, None], turned), labels)
