# expect: failed
# diagnosis: mutates_input
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    for x in (anchor, positive, negative):
        x.data = x.data / x.data.norm(dim=1, keepdim=True).clamp(min=1e-12)
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    return torch.relu(near - far + margin).mean()
