# expect: passed
import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (target - pred).abs()
    inside = size.clamp(max=w)
    return (w * torch.log((epsilon + inside) / epsilon) + (size - inside)).mean()
