# expect: passed
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = torch.cdist(anchor, positive).diagonal()
    far = torch.cdist(anchor, negative).diagonal()
    return torch.nn.functional.relu(near - far + margin).mean()
