# expect: failed
# diagnosis: half_factor | half
import torch


def squared_hinge_loss(scores, target):
    gap = torch.relu(1 - scores * target)
    return (gap * gap).mean() / 2
