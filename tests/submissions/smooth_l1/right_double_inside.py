# expect: passed
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred.double() - target.double()).abs()
    width = beta if beta > 0 else 1.0
    loss = torch.where(size < beta, size**2 / (2 * width), size - beta / 2)
    return loss.mean().to(pred.dtype)
