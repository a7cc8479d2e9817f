# expect: failed
# diagnosis: cosine_distance
import torch
import torch.nn.functional as F


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = 1 - F.cosine_similarity(anchor, positive)
    far = 1 - F.cosine_similarity(anchor, negative)
    return torch.relu(near - far + margin).mean()
