# expect: failed
# diagnosis: mean_over_violations
import torch


def hinge_loss(scores, target):
    gap = torch.relu(1 - target * scores)
    active = (gap > 0).sum().clamp(min=1)
    return gap.sum() / active
