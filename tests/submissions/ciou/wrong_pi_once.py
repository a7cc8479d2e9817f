# expect: failed
# diagnosis: pi_not_squared
# The arctangents of h/w differ by the same; only the scale is wrong.
import math
import torch


def ciou_loss(pred_boxes, target_boxes):
    lt = torch.max(pred_boxes[:, :2], target_boxes[:, :2])
    rb = torch.min(pred_boxes[:, 2:], target_boxes[:, 2:])
    i = (rb - lt).clamp(min=0).prod(1)
    wp, wt = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
    iou = i / (wp.prod(1) + wt.prod(1) - i)
    r2 = (((pred_boxes[:, :2] + pred_boxes[:, 2:]) - (target_boxes[:, :2] + target_boxes[:, 2:])) ** 2).sum(1) / 4
    c2 = (
        (torch.max(pred_boxes[:, 2:], target_boxes[:, 2:]) - torch.min(pred_boxes[:, :2], target_boxes[:, :2])) ** 2
    ).sum(1)
    v = 4 / math.pi * (torch.atan(wt[:, 1] / wt[:, 0]) - torch.atan(wp[:, 1] / wp[:, 0])) ** 2
    alpha = (v / (1 - iou + v + 1e-7)).detach()
    return (1 - iou + r2 / c2 + alpha * v).mean()
