"""DIoU loss: IoU, and the distance of the centres in units of the enclosing box."""

import torch


def diou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    high = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:])
    sides = torch.clamp(high - low, min=0)
    both = sides[:, 0] * sides[:, 1]
    size, true_size = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
    union = size[:, 0] * size[:, 1] + true_size[:, 0] * true_size[:, 1] - both

    offset = (pred_boxes[:, :2] + pred_boxes[:, 2:] - (target_boxes[:, :2] + target_boxes[:, 2:])) / 2
    outer_low = torch.minimum(pred_boxes[:, :2], target_boxes[:, :2])
    outer_high = torch.maximum(pred_boxes[:, 2:], target_boxes[:, 2:])
    diagonal = outer_high - outer_low
    distance = (offset**2).sum(dim=1) / (diagonal**2).sum(dim=1)
    return (1 - both / union + distance).mean()
