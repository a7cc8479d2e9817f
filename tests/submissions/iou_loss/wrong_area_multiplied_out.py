# expect: failed
# diagnosis: unstable
# Areas by x2*y2 - x1*y2 - ...: cancels far from the origin.
import torch


def iou_loss(p, t):
    lo, hi = torch.max(p[:, :2], t[:, :2]), torch.min(p[:, 2:], t[:, 2:])
    wh = (hi - lo).clamp(min=0)
    i = wh[:, 0] * wh[:, 1]
    a = p[:, 2] * p[:, 3] - p[:, 0] * p[:, 3] - p[:, 2] * p[:, 1] + p[:, 0] * p[:, 1]
    b = (t[:, 2] - t[:, 0]) * (t[:, 3] - t[:, 1])
    u = a + b - i
    ol, oh = torch.min(p[:, :2], t[:, :2]), torch.max(p[:, 2:], t[:, 2:])
    cw = oh - ol
    C = cw[:, 0] * cw[:, 1]
    c2 = (cw**2).sum(1)
    r2 = (((p[:, :2] + p[:, 2:]) - (t[:, :2] + t[:, 2:])) ** 2).sum(1) / 4
    return (1 - i / u).mean()
