# expect: failed
# diagnosis: epsilon_under_the_root
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = torch.sqrt(((anchor - positive) ** 2).sum(dim=1) + 1e-3)
    far = torch.sqrt(((anchor - negative) ** 2).sum(dim=1) + 1e-3)
    return torch.clamp(near - far + margin, min=0).mean()
