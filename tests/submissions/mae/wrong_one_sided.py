# expect: failed
# diagnosis: one_sided
# Predictions that are too low cost nothing.
import torch


def mae_loss(pred, target):
    return torch.clamp(pred - target, min=0).mean()
