# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    inside = size.clamp(max=w)
    return (w * torch.log1p(inside / epsilon) + size - inside).sum()
