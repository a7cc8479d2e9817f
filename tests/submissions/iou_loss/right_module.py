# expect: passed
import torch
from torch import nn


class Iou(nn.Module):
    def forward(self, p, t):
        centre_p, size_p = (p[:, :2] + p[:, 2:]) / 2, p[:, 2:] - p[:, :2]
        centre_t, size_t = (t[:, :2] + t[:, 2:]) / 2, t[:, 2:] - t[:, :2]
        high = torch.minimum(centre_p + size_p / 2, centre_t + size_t / 2)
        low = torch.maximum(centre_p - size_p / 2, centre_t - size_t / 2)
        both = nn.functional.relu(high - low).prod(-1)
        return 1 - (both / (size_p.prod(-1) + size_t.prod(-1) - both)).mean()


def iou_loss(pred_boxes, target_boxes):
    return Iou()(pred_boxes, target_boxes)
