# expect: failed
# diagnosis: mutates_input
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    with torch.no_grad():
        positive.sub_(anchor)
        negative.sub_(anchor)
    gap = positive.norm(dim=1) - negative.norm(dim=1) + 0 * anchor.sum()
    return torch.relu(gap + margin).mean()
