# expect: failed
# diagnosis: margin_on_the_cosine
import torch
import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    cosine[torch.arange(len(labels)), labels] -= margin
    return F.cross_entropy(scale * cosine, labels)
