# expect: failed
# diagnosis: unstable
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    # |a|^2 + |b|^2 - 2ab loses every digit far from the origin
    def distance(a, b):
        return ((a * a).sum(1) + (b * b).sum(1) - 2 * (a * b).sum(1)).clamp(min=1e-12).sqrt()

    return torch.relu(distance(anchor, positive) - distance(anchor, negative) + margin).mean()
