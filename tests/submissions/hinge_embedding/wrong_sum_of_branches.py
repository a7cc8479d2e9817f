# expect: failed
# diagnosis: both_branches
import torch.nn.functional as F


def hinge_embedding_loss(distance, target, margin=1.0):
    return (distance * (target > 0)).mean() + F.relu(margin - distance).mean()
