# expect: passed
import torch
import torch.nn.functional as F


def iou_loss(pred_boxes, target_boxes):
    lt = torch.max(pred_boxes[:, :2], target_boxes[:, :2])
    rb = torch.min(pred_boxes[:, 2:], target_boxes[:, 2:])
    wh = F.relu(rb - lt)
    inter = wh[:, 0] * wh[:, 1]
    p, t = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
    return 1 - (inter / (p[:, 0] * p[:, 1] + t[:, 0] * t[:, 1] - inter)).mean()
