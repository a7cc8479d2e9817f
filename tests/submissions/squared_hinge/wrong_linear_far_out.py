# expect: failed
# diagnosis: modified_huber_instead
import torch


def squared_hinge_loss(scores, target):
    gap = torch.relu(1 - target * scores)
    return torch.where(gap <= 2, gap**2, 4 * (gap - 1)).mean()
