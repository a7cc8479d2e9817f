# expect: failed
# diagnosis: epsilon_under_the_root
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    # the epsilon that saves the gradient is far too large: sqrt(1e-3) is 0.03
    d = torch.sqrt(((x1 - x2) ** 2).sum(dim=1) + 1e-3)
    return (target * d**2 + (1 - target) * torch.clamp(margin - d, min=0) ** 2).mean()
