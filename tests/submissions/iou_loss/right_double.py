# expect: passed
import torch


def iou_loss(pred_boxes, target_boxes):
    p, t = pred_boxes.double(), target_boxes.double()
    both = (torch.minimum(p[:, 2:], t[:, 2:]) - torch.maximum(p[:, :2], t[:, :2])).clamp(min=0).prod(1)
    union = (p[:, 2:] - p[:, :2]).prod(1) + (t[:, 2:] - t[:, :2]).prod(1) - both
    return (1 - both / union).mean().to(pred_boxes.dtype)
