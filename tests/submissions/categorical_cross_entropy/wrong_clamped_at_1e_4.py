# expect: failed
# diagnosis: probs_clamped
import torch


def categorical_cross_entropy_loss(probs, target):
    return -(target * torch.log(torch.clamp(probs, 1e-4, 1.0))).sum(1).mean()
