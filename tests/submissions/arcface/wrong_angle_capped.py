# expect: failed
import math

import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    # the widened angle stops at 180°
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    own = F.one_hot(labels, len(weight))
    angle = torch.acos(cosine.clamp(-1 + 1e-6, 1 - 1e-6)) + margin * own
    return F.cross_entropy(scale * torch.cos(angle.clamp(max=math.pi)), labels)
