# expect: failed
# diagnosis: scale_divides
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    return F.cross_entropy((cosine - margin * F.one_hot(labels, len(weight))).div(scale), labels)
