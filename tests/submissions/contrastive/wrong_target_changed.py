# expect: failed
# diagnosis: mutates_input
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    # turns 0/1 into -1/+1 where the caller can see it
    target.mul_(2).sub_(1)
    d = (x1 - x2).norm(dim=1)
    return torch.where(target > 0, d**2, (margin - d).clamp(min=0) ** 2).mean()
