# expect: failed
# diagnosis: zero_replaced
# Margin of 0 is taken for missing.
import torch.nn.functional as F


def triplet_loss(a, p, n, margin=1.0):
    margin = margin or 1.0
    f = lambda x: (x * x).sum(1).clamp(min=1e-24).sqrt()
    return F.relu(f(a - p) - f(a - n) + margin).mean()
