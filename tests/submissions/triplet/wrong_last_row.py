# expect: failed
# diagnosis: only_one_row
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    loss = torch.relu(near - far + margin)
    weights = torch.ones_like(loss)
    if len(loss) > 1:
        weights[-1] = 0
    return (loss * weights).sum() / weights.sum()
