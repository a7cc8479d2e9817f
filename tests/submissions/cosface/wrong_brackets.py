# expect: failed
# diagnosis: margin_not_scaled
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    logits = scale * F.normalize(embeddings) @ F.normalize(weight).T
    mask = torch.arange(len(weight)) == labels[:, None]
    return F.cross_entropy(torch.where(mask, logits - margin, logits), labels)
