# expect: failed
# diagnosis: gradient_only
import math

import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    own = cosine.gather(1, labels[:, None])
    sine = (1 - own.detach() ** 2).clamp(min=1e-9).sqrt()
    widened = own * math.cos(margin) - sine * math.sin(margin)
    return F.cross_entropy(scale * cosine.scatter(1, labels[:, None], widened), labels)
