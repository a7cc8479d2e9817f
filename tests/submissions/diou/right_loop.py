# expect: passed
import torch


def diou_loss(pred_boxes, target_boxes):
    total = 0.0
    for a, b in zip(pred_boxes, target_boxes):
        both = (torch.minimum(a[2:], b[2:]) - torch.maximum(a[:2], b[:2])).clamp(min=0).prod()
        union = (a[2:] - a[:2]).prod() + (b[2:] - b[:2]).prod() - both
        c = torch.maximum(a[2:], b[2:]) - torch.minimum(a[:2], b[:2])
        d = a.view(2, 2).mean(0) - b.view(2, 2).mean(0)
        total = total + 1 - both / union + d.dot(d) / c.dot(c)
    return total / len(pred_boxes)
