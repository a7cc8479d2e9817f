# expect: failed
# diagnosis: mean_over_features
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).pow(2).mean(1).clamp(min=1e-14).sqrt()
    far = (anchor - negative).pow(2).mean(1).clamp(min=1e-14).sqrt()
    return torch.relu(near - far + margin).mean()
