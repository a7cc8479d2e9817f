# expect: failed
# diagnosis: products_for_cosines
import math
import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    x = F.normalize(embeddings)
    w = weight
    centre = w[labels]
    cos = x @ w.T
    own = F.one_hot(labels, len(w)).bool()
    sin = torch.sqrt((1 - cos**2).clamp(min=0))
    logits = torch.where(own, cos * math.cos(margin) - sin * math.sin(margin), cos)
    return F.cross_entropy(scale * logits, labels)
