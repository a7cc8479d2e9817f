# expect: failed
# diagnosis: embeddings_not_normalised
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    logits = F.linear(embeddings, F.normalize(weight)) - margin * F.one_hot(labels, len(weight))
    return F.cross_entropy(logits * scale, labels)
