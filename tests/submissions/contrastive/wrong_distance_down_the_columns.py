# expect: failed
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    # dim=0 has the right length only when N == D
    d = (x1 - x2).norm(dim=0)
    d = d[: len(target)] if len(d) >= len(target) else torch.cat([d, d.new_zeros(len(target) - len(d))])
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
