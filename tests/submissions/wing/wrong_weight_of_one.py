# expect: failed
# diagnosis: factor_w_missing
import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    inside = size.clamp(max=w)
    return (torch.log1p(inside / epsilon) + size - inside).mean()
