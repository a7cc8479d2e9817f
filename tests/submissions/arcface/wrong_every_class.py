# expect: failed
# diagnosis: margin_on_all_classes
import math

import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    sine = (1 - cosine**2).clamp(min=1e-9).sqrt()
    return F.cross_entropy(scale * (cosine * math.cos(margin) - sine * math.sin(margin)), labels)
