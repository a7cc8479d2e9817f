# expect: failed
# diagnosis: batch_reduction
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    # one distance for the whole batch instead of one per row
    near = torch.norm(anchor - positive)
    far = torch.norm(anchor - negative)
    return torch.relu(near - far + margin)
