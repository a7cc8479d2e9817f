# expect: failed
# diagnosis: sum_instead_of_mean
import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    own = F.one_hot(labels, len(weight))
    logits = scale * torch.cos(torch.acos(cosine.clamp(-1 + 1e-6, 1 - 1e-6)) + margin * own)
    return -(own * logits.log_softmax(1)).sum()
