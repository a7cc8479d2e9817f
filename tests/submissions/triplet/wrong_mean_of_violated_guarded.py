# expect: failed
# diagnosis: mean_of_violated_or_zero
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    loss = torch.relu(near - far + margin)
    return loss.sum() / (loss > 0).sum().clamp(min=1)
