# expect: failed
# diagnosis: another_power
# the exponent is 0.45
import torch
def charbonnier_loss(pred, target, eps=1e-3):
    d2 = (pred - target).square()
    return torch.pow(d2 + eps * eps, 0.45).mean()
