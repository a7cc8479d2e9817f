# expect: failed
# diagnosis: margin_helps
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    rows = torch.arange(len(labels))
    logits = cosine.clone()
    logits[rows, labels] = cosine[rows, labels] + margin
    return F.cross_entropy(scale * logits, labels)
