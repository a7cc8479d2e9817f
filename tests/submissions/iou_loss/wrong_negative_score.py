# expect: failed
# diagnosis: constant_offset
import torch
import torch.nn.functional as F


def iou_loss(pred_boxes, target_boxes):
    lt, rb = torch.max(pred_boxes[:, :2], target_boxes[:, :2]), torch.min(pred_boxes[:, 2:], target_boxes[:, 2:])
    inter = F.relu(rb - lt).prod(1)
    union = (pred_boxes[:, 2:] - pred_boxes[:, :2]).prod(1) + (target_boxes[:, 2:] - target_boxes[:, :2]).prod(1) - inter
    return -torch.mean(inter / union)
