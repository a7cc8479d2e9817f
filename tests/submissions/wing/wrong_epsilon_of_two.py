# expect: failed
# diagnosis: epsilon_ignored | parameter_ignored
import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    inside = size.clamp(max=w)
    return (w * torch.log1p(inside / 2) + size - inside).mean()
