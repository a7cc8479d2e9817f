# expect: failed
# diagnosis: pooled_ratio
import torch
import torch.nn.functional as F


def iou_loss(pred_boxes, target_boxes):
    lt, rb = torch.max(pred_boxes[:, :2], target_boxes[:, :2]), torch.min(pred_boxes[:, 2:], target_boxes[:, 2:])
    inter = F.relu(rb - lt).prod(1).mean()
    union = ((pred_boxes[:, 2:] - pred_boxes[:, :2]).prod(1) + (target_boxes[:, 2:] - target_boxes[:, :2]).prod(1)).mean() - inter
    return 1 - inter / union
