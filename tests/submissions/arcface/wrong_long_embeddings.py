# expect: failed
# diagnosis: embeddings_not_normalised
import math

import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    dots = embeddings @ F.normalize(weight).T
    length = embeddings.norm(dim=1, keepdim=True)
    own = dots.gather(1, labels[:, None])
    across = (length**2 - own**2).clamp(min=1e-9).sqrt()
    widened = own * math.cos(margin) - across * math.sin(margin)
    return F.cross_entropy(scale * dots.scatter(1, labels[:, None], widened), labels)
