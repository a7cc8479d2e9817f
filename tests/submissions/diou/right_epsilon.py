# expect: passed
import torch


def diou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    high = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:])
    both = (high - low).clamp(min=0).prod(1)
    union = (pred_boxes[:, 2:] - pred_boxes[:, :2]).prod(1) + (target_boxes[:, 2:] - target_boxes[:, :2]).prod(1) - both
    hull = torch.maximum(pred_boxes[:, 2:], target_boxes[:, 2:]) - torch.minimum(pred_boxes[:, :2], target_boxes[:, :2])
    apart = (pred_boxes[:, :2] + pred_boxes[:, 2:] - target_boxes[:, :2] - target_boxes[:, 2:]) / 2
    return (1 - both / (union + 1e-7) + apart.square().sum(1) / (hull.square().sum(1) + 1e-7)).mean()
