# expect: failed
# diagnosis: gradient_only
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    e = pred - target
    with torch.no_grad():
        squared = (e**2).mean()
    return squared + weight * e.abs().mean()
