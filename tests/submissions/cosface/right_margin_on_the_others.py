# expect: passed
import torch
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    # a common shift cancels: lifting the others is the same as lowering the own class
    x = embeddings / torch.linalg.vector_norm(embeddings, dim=1, keepdim=True)
    w = weight / torch.linalg.vector_norm(weight, dim=1, keepdim=True)
    others = (torch.arange(len(w)) != labels[:, None]).to(x.dtype)
    return F.cross_entropy(scale * (torch.einsum("nd,cd->nc", x, w) + margin * others), labels)
