# expect: failed
# diagnosis: weight_detached | detached_gradient | gradient_only
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    with torch.no_grad():
        centres = F.normalize(weight)
    cosine = F.normalize(embeddings) @ centres.T
    return F.cross_entropy(scale * (cosine - margin * F.one_hot(labels, len(weight))), labels)
