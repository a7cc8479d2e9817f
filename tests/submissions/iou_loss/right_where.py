# expect: passed
import torch


def iou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    side = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:]) - low
    meets = (side > 0).all(dim=1)
    both = torch.where(meets, side[:, 0] * side[:, 1], torch.zeros_like(side[:, 0]))
    union = (pred_boxes[:, 2:] - pred_boxes[:, :2]).prod(1) + (target_boxes[:, 2:] - target_boxes[:, :2]).prod(1) - both
    return torch.mean(1 - both / union)
