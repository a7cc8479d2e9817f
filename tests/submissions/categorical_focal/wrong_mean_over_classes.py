# expect: failed
# diagnosis: mean_over_classes
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    return -((1 - probs) ** gamma * torch.xlogy(target, probs)).sum(dim=0).mean()
