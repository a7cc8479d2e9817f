# expect: passed
import math
import torch


def ciou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    high = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:])
    both = (high - low).clamp(min=0).prod(1)
    union = (pred_boxes[:, 2:] - pred_boxes[:, :2]).prod(1) + (target_boxes[:, 2:] - target_boxes[:, :2]).prod(1) - both
    hull = torch.maximum(pred_boxes[:, 2:], target_boxes[:, 2:]) - torch.minimum(pred_boxes[:, :2], target_boxes[:, :2])
    apart = (pred_boxes[:, :2] + pred_boxes[:, 2:] - target_boxes[:, :2] - target_boxes[:, 2:]) / 2
    size, true = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
    turn = torch.atan(true[:, 0] / true[:, 1]) - torch.atan(size[:, 0] / size[:, 1])
    v = 4 / math.pi**2 * turn.square()
    weight = (v / (1 - both / union + v).clamp(min=1e-12)).detach()
    return 1 - (both / union).mean() + (apart.square().sum(1) / hull.square().sum(1)).mean() + torch.dot(weight, v) / len(v)
