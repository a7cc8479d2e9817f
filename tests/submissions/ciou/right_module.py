# expect: passed
import math
import torch
from torch import nn


class Ciou(nn.Module):
    def weight(self, v, lack):
        with torch.no_grad():
            return torch.where(v > 0, v / torch.where(v > 0, lack + v, torch.ones_like(v)), torch.zeros_like(v))

    def forward(self, pred_boxes, target_boxes):
        low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
        high = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:])
        both = (high - low).clamp(min=0).prod(1)
        union = (pred_boxes[:, 2:] - pred_boxes[:, :2]).prod(1) + (target_boxes[:, 2:] - target_boxes[:, :2]).prod(1) - both
        hull = torch.maximum(pred_boxes[:, 2:], target_boxes[:, 2:]) - torch.minimum(pred_boxes[:, :2], target_boxes[:, :2])
        apart = (pred_boxes[:, :2] + pred_boxes[:, 2:] - target_boxes[:, :2] - target_boxes[:, 2:]) / 2
        size, true = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
        turn = torch.atan(true[:, 0] / true[:, 1]) - torch.atan(size[:, 0] / size[:, 1])
        v = 4 / math.pi**2 * turn * turn
        lack = 1 - both / union
        return (lack + apart.square().sum(1) / hull.square().sum(1) + self.weight(v, lack) * v).mean()


def ciou_loss(pred_boxes, target_boxes):
    return Ciou()(pred_boxes, target_boxes)
