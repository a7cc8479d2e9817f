# expect: failed
# diagnosis: hinge_embedding
import torch


def hinge_loss(scores, target):
    pos = scores
    neg = torch.relu(1 - scores)
    return torch.where(target > 0, pos, neg).mean()
