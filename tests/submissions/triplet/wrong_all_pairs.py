# expect: failed
# diagnosis: batch_reduction
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    # every positive and negative against every anchor
    near = torch.cdist(anchor, positive)
    far = torch.cdist(anchor, negative)
    return torch.relu(near - far + margin).mean()
