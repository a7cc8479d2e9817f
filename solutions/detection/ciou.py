"""CIoU loss: IoU, the distance of the centres, and the aspect ratio."""

import math

import torch


def ciou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    high = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:])
    sides = torch.clamp(high - low, min=0)
    both = sides[:, 0] * sides[:, 1]
    size, true_size = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
    union = size[:, 0] * size[:, 1] + true_size[:, 0] * true_size[:, 1] - both
    iou = both / union

    offset = (pred_boxes[:, :2] + pred_boxes[:, 2:] - (target_boxes[:, :2] + target_boxes[:, 2:])) / 2
    outer_low = torch.minimum(pred_boxes[:, :2], target_boxes[:, :2])
    outer_high = torch.maximum(pred_boxes[:, 2:], target_boxes[:, 2:])
    diagonal = outer_high - outer_low
    distance = (offset**2).sum(dim=1) / (diagonal**2).sum(dim=1)

    turn = torch.atan2(true_size[:, 0], true_size[:, 1]) - torch.atan2(size[:, 0], size[:, 1])
    v = 4 / math.pi**2 * turn**2
    with torch.no_grad():
        alpha = torch.nan_to_num(v / (1 - iou + v))  # 0/0 where the boxes agree
    return (1 - iou + distance + alpha * v).mean()
