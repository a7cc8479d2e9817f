# expect: passed
import torch


def giou_loss(pred_boxes, target_boxes):
    low = torch.maximum(pred_boxes[:, :2], target_boxes[:, :2])
    side = torch.minimum(pred_boxes[:, 2:], target_boxes[:, 2:]) - low
    both = torch.where((side > 0).all(dim=1), side[:, 0] * side[:, 1], torch.zeros_like(side[:, 0]))
    union = (pred_boxes[:, 2:] - pred_boxes[:, :2]).prod(1) + (target_boxes[:, 2:] - target_boxes[:, :2]).prod(1) - both
    hull = torch.maximum(pred_boxes[:, 2:], target_boxes[:, 2:]) - torch.minimum(pred_boxes[:, :2], target_boxes[:, :2])
    return (both / union).mean().neg() + 2 - (union / (hull[:, 0] * hull[:, 1])).mean()
