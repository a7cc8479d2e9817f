# expect: failed
# diagnosis: unstable
# Sides clamped at 0.1.
import torch


def diou_loss(p, t):
    lo, hi = torch.max(p[:, :2], t[:, :2]), torch.min(p[:, 2:], t[:, 2:])
    wh = (hi - lo).clamp(min=0)
    i = wh[:, 0] * wh[:, 1]
    a = (p[:, 2] - p[:, 0]).clamp(min=0.1) * (p[:, 3] - p[:, 1]).clamp(min=0.1)
    b = (t[:, 2] - t[:, 0]) * (t[:, 3] - t[:, 1])
    u = a + b - i
    ol, oh = torch.min(p[:, :2], t[:, :2]), torch.max(p[:, 2:], t[:, 2:])
    cw = oh - ol
    C = cw[:, 0] * cw[:, 1]
    c2 = (cw**2).sum(1)
    r2 = (((p[:, :2] + p[:, 2:]) - (t[:, :2] + t[:, 2:])) ** 2).sum(1) / 4
    return (1 - i / u + r2 / c2).mean()
