# expect: failed
# diagnosis: detached_gradient
import torch


def mae_loss(pred, target):
    return torch.abs(pred.detach() - target).mean()
