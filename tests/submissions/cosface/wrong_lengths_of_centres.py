# expect: failed
# diagnosis: weight_not_normalised
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    x = embeddings / embeddings.norm(dim=1, keepdim=True)
    logits = x.matmul(weight.t()) - margin * F.one_hot(labels, len(weight))
    return F.cross_entropy(logits * scale, labels)
