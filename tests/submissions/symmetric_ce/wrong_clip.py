# expect: failed
# diagnosis: clipped_at_1e_4
import torch
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    y = torch.clamp(y, min=1e-4, max=1.0)
    p = F.softmax(logits, 1)
    return alpha * F.cross_entropy(logits, target) + beta * (-(p * y.log()).sum(1)).mean()
