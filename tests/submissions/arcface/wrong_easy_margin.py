# expect: failed
# diagnosis: easy_margin
import math

import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    sine = (1 - cosine**2).clamp(min=1e-9).sqrt()
    phi = cosine * math.cos(margin) - sine * math.sin(margin)
    phi = torch.where(cosine > 0, phi, cosine)
    one_hot = F.one_hot(labels, len(weight))
    return F.cross_entropy(scale * (one_hot * phi + (1 - one_hot) * cosine), labels)
