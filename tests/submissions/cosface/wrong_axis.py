# expect: failed
# diagnosis: normalised_down_the_columns
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    x = embeddings / embeddings.norm(dim=0).clamp(min=1e-12)
    w = weight / weight.norm(dim=0).clamp(min=1e-12)
    return F.cross_entropy(scale * (x @ w.T - margin * F.one_hot(labels, len(weight))), labels)
