# expect: failed
# diagnosis: margin_without_gradient
import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    logits = F.linear(F.normalize(embeddings), F.normalize(weight))
    rows = torch.arange(len(labels))
    with torch.no_grad():
        logits.arccos_()
        logits[rows, labels] += margin
        logits.cos_()
    return F.cross_entropy(logits * scale, labels)
