"""CosFace: the margin is taken off the own cosine before the scale, then cross-entropy."""

import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    own = torch.arange(len(weight), device=weight.device) == labels.unsqueeze(1)
    logits = torch.where(own, cosine - margin, cosine)
    return F.cross_entropy(scale * logits, labels)
