# expect: passed
import torch


def iou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    high = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:])
    both = torch.prod((high - low).clamp(min=0), dim=-1)
    one = torch.prod(pred_boxes[:, 2:] - pred_boxes[:, :2], dim=-1) - both
    two = torch.prod(target_boxes[:, 2:] - target_boxes[:, :2], dim=-1) - both
    return ((one + two) / (one + two + both)).mean()
