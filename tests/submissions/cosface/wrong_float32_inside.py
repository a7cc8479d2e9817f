# expect: failed
# diagnosis: wrong_dtype
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    x, w = embeddings.float(), weight.float()
    cosine = F.normalize(x) @ F.normalize(w).T
    loss = F.cross_entropy(scale * (cosine - margin * F.one_hot(labels, len(w))), labels)
    return loss.to(embeddings.dtype)
