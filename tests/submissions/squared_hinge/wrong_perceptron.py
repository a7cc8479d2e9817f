# expect: failed
# diagnosis: no_margin
import torch


def squared_hinge_loss(scores, target):
    return torch.relu(-(scores * target)).square().mean()
