# expect: passed
import torch
import torch.nn.functional as F


def giou_loss(pred_boxes, target_boxes):
    lt = torch.max(pred_boxes[:, :2], target_boxes[:, :2])
    rb = torch.min(pred_boxes[:, 2:], target_boxes[:, 2:])
    inter = F.relu(rb - lt).prod(dim=1)
    union = (pred_boxes[:, 2:] - pred_boxes[:, :2]).prod(1) + (target_boxes[:, 2:] - target_boxes[:, :2]).prod(1) - inter
    hull = torch.maximum(pred_boxes[:, 2:], target_boxes[:, 2:]) - torch.minimum(pred_boxes[:, :2], target_boxes[:, :2])
    area = hull[:, 0] * hull[:, 1]
    giou = inter / union - (area - union) / area
    return 1 - giou.mean()
