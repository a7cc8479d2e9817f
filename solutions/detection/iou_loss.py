"""IoU loss: one minus intersection over union, pair by pair."""

import torch


def iou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    high = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:])
    # Each direction is clamped by itself: two negative overlaps must not make an area.
    sides = torch.clamp(high - low, min=0)
    both = sides[:, 0] * sides[:, 1]
    size, true_size = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
    union = size[:, 0] * size[:, 1] + true_size[:, 0] * true_size[:, 1] - both
    return (1 - both / union).mean()
