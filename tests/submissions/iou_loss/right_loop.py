# expect: passed
import torch


def iou_loss(pred_boxes, target_boxes):
    total = 0.0
    for a, b in zip(pred_boxes, target_boxes):
        w = torch.clamp(torch.minimum(a[2], b[2]) - torch.maximum(a[0], b[0]), min=0)
        h = torch.clamp(torch.minimum(a[3], b[3]) - torch.maximum(a[1], b[1]), min=0)
        union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h
        total = total + (1 - w * h / union)
    return total / len(pred_boxes)
