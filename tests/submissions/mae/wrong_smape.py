# expect: failed
# diagnosis: smape_instead
import torch


def mae_loss(pred, target):
    return ((pred - target).abs() / (pred.abs() + target.abs() + 1e-8)).mean()
