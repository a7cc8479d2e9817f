# expect: failed
# diagnosis: gradient_only
# Predictions that are too low get no gradient.
import torch


def mae_loss(pred, target):
    e = pred - target
    return torch.where(e > 0, e, -e.detach()).mean()
