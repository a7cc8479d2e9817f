# expect: failed
# diagnosis: mean_of_active_only
import torch
import torch.nn.functional as F


def hinge_embedding_loss(distance, target, margin=1.0):
    losses = torch.where(target > 0, distance, F.relu(margin - distance))
    return losses.sum() / max(1, int(torch.count_nonzero(losses)))
