# expect: failed
import torch


def iou_loss(pred_boxes, target_boxes):
    x1, y1, x2, y2 = pred_boxes.T
    u1, v1, u2, v2 = target_boxes.T
    inter = (torch.min(x2, u2) - torch.max(x1, u1)).abs() * (torch.min(y2, v2) - torch.max(y1, v1)).abs()
    return (1 - inter / ((x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - inter)).mean()
