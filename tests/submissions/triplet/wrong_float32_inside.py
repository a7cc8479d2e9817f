# expect: failed
# diagnosis: wrong_dtype
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    anchor = anchor.float()
    near = (anchor - positive.float()).norm(dim=1)
    far = (anchor - negative.float()).norm(dim=1)
    return torch.relu(near - far + margin).mean()
