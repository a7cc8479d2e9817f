# expect: passed
import torch


def ciou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    high = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:])
    both = (high - low).clamp(min=0).prod(1)
    union = (pred_boxes[:, 2:] - pred_boxes[:, :2]).prod(1) + (target_boxes[:, 2:] - target_boxes[:, :2]).prod(1) - both
    hull = torch.maximum(pred_boxes[:, 2:], target_boxes[:, 2:]) - torch.minimum(pred_boxes[:, :2], target_boxes[:, :2])
    apart = (pred_boxes[:, :2] + pred_boxes[:, 2:] - target_boxes[:, :2] - target_boxes[:, 2:]) / 2
    size, true = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
    v = (torch.atan2(true[:, 0], true[:, 1]) - torch.atan2(size[:, 0], size[:, 1])).pow(2) * 4 / torch.pi**2
    lack = 1 - both / union
    weight = torch.nan_to_num(v / (lack + v)).detach()
    return torch.mean(lack + apart.pow(2).sum(1) / hull.pow(2).sum(1) + weight * v)
