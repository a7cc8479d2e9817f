# expect: failed
# diagnosis: gradient_only
# Eps 1e-6.
import math
import torch


def ciou_loss(p, t):
    lo, hi = torch.max(p[:, :2], t[:, :2]), torch.min(p[:, 2:], t[:, 2:])
    wh = (hi - lo).clamp(min=0)
    i = wh[:, 0] * wh[:, 1]
    a = (p[:, 2] - p[:, 0]) * (p[:, 3] - p[:, 1])
    b = (t[:, 2] - t[:, 0]) * (t[:, 3] - t[:, 1])
    u = a + b - i
    ol, oh = torch.min(p[:, :2], t[:, :2]), torch.max(p[:, 2:], t[:, 2:])
    cw = oh - ol
    C = cw[:, 0] * cw[:, 1]
    c2 = (cw**2).sum(1)
    r2 = (((p[:, :2] + p[:, 2:]) - (t[:, :2] + t[:, 2:])) ** 2).sum(1) / 4
    v = (
        4
        / math.pi**2
        * (
            torch.atan((t[:, 2] - t[:, 0]) / (t[:, 3] - t[:, 1] + 1e-6))
            - torch.atan((p[:, 2] - p[:, 0]) / (p[:, 3] - p[:, 1] + 1e-6))
        )
        ** 2
    )
    iou = i / (u + 1e-6)
    al = (v / (1 - iou + v + 1e-6)).detach()
    return (1 - iou + r2 / (c2 + 1e-6) + al * v).mean()
