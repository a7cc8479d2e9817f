# expect: passed
import math
import torch


def ciou_loss(pred_boxes, target_boxes):
    total = 0.0
    for a, b in zip(pred_boxes, target_boxes):
        both = (torch.minimum(a[2:], b[2:]) - torch.maximum(a[:2], b[:2])).clamp(min=0).prod()
        s, t = a[2:] - a[:2], b[2:] - b[:2]
        iou = both / (s.prod() + t.prod() - both)
        c = torch.maximum(a[2:], b[2:]) - torch.minimum(a[:2], b[:2])
        d = (a[:2] + a[2:] - b[:2] - b[2:]) / 2
        v = 4 / math.pi**2 * (torch.atan(t[0] / t[1]) - torch.atan(s[0] / s[1])) ** 2
        alpha = float((v / (1 - iou + v)).detach()) if float(v.detach()) > 0 else 0.0
        total = total + 1 - iou + d.dot(d) / c.dot(c) + alpha * v
    return total / len(pred_boxes)
