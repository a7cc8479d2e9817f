# expect: failed
# diagnosis: weight_detached | detached_gradient | gradient_only
import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    with torch.no_grad():
        centres = F.normalize(weight)
    cosine = F.normalize(embeddings) @ centres.T
    own = F.one_hot(labels, len(weight))
    return F.cross_entropy(scale * torch.cos(torch.acos(cosine.clamp(-1 + 1e-6, 1 - 1e-6)) + margin * own), labels)
