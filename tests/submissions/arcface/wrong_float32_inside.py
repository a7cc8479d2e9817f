# expect: failed
# diagnosis: wrong_dtype
import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    x, w = embeddings.float(), weight.float()
    angle = (F.normalize(x) @ F.normalize(w).T).clamp(-0.999999, 0.999999).acos()
    loss = F.cross_entropy(scale * torch.cos(angle + margin * F.one_hot(labels, len(w))), labels)
    return loss.to(embeddings.dtype)
