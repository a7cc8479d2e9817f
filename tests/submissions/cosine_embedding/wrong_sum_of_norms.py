# expect: failed
# diagnosis: sum_of_norms
# the inner product is divided by the sum of the two norms instead of their product
import torch
def cosine_embedding_loss(x1, x2, target, margin=0.0):
    c = (x1 * x2).sum(1) / (x1.norm(dim=1) + x2.norm(dim=1))
    return torch.where(target == 1, 1 - c, torch.clamp(c - margin, min=0)).mean()
