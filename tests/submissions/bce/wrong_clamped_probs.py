# expect: failed
# diagnosis: probs_clamped | unstable
import torch


def bce_loss(probs, target):
    p = torch.clamp(probs, 1e-7, 1 - 1e-7)
    return -(target * p.log() + (1 - target) * torch.log(1 - p)).mean()
