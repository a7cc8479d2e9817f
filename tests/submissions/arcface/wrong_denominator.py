# expect: failed
# diagnosis: plain_cosine_below
import math

import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    own = cosine[torch.arange(len(labels)), labels]
    top = own * math.cos(margin) - (1 - own**2).clamp(min=1e-9).sqrt() * math.sin(margin)
    return ((scale * cosine).logsumexp(dim=1) - scale * top).mean()
