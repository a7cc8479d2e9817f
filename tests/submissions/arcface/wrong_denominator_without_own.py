# expect: failed
import math

import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    # the own class is left out of the sum below
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    mask = F.one_hot(labels, len(weight)).bool()
    own = cosine[mask]
    top = own * math.cos(margin) - (1 - own**2).clamp(min=1e-9).sqrt() * math.sin(margin)
    return ((scale * cosine).masked_fill(mask, -1e9).logsumexp(dim=1) - scale * top).mean()
