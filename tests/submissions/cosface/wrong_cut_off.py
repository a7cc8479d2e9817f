# expect: failed
# diagnosis: clamped_after_the_margin
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    # a cosine cannot be below −1, so the result is clamped
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    return F.cross_entropy(scale * (cosine - margin * F.one_hot(labels, len(weight))).clamp(min=-1.0), labels)
