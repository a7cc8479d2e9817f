"""GIoU loss: IoU, and the share of the enclosing box that is empty."""

import torch


def giou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    high = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:])
    sides = torch.clamp(high - low, min=0)
    both = sides[:, 0] * sides[:, 1]
    size, true_size = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
    union = size[:, 0] * size[:, 1] + true_size[:, 0] * true_size[:, 1] - both

    outer_low = torch.minimum(pred_boxes[:, :2], target_boxes[:, :2])
    outer_high = torch.maximum(pred_boxes[:, 2:], target_boxes[:, 2:])
    outer = outer_high - outer_low
    hull = outer[:, 0] * outer[:, 1]
    return (2 - both / union - union / hull).mean()
