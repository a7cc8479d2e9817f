# expect: forbidden
import torch
import torch.nn.functional as F


def squared_hinge_loss(scores, target):
    two = torch.stack((torch.zeros_like(scores), target * scores), dim=-1).reshape(-1, 2)
    return 2 * F.multi_margin_loss(two, torch.ones(len(two), dtype=torch.long), p=2)
