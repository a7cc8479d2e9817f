# expect: failed
# diagnosis: epsilon_insensitive_instead
import torch


def mae_loss(pred, target):
    return ((pred - target).abs() - 0.1).clamp(min=0).mean()
