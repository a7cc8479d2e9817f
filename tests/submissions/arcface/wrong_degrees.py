# expect: failed
# diagnosis: margin_in_degrees
import math

import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    margin = margin * math.pi / 180
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    own = cosine.gather(1, labels[:, None])
    widened = own * math.cos(margin) - (1 - own**2).clamp(min=1e-9).sqrt() * math.sin(margin)
    return F.cross_entropy(scale * cosine.scatter(1, labels[:, None], widened), labels)
