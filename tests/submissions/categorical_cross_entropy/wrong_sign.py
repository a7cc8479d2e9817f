# expect: failed
# diagnosis: sign_flipped
import torch


def categorical_cross_entropy_loss(probs, target):
    return torch.xlogy(target, probs).sum(dim=1).mean()
