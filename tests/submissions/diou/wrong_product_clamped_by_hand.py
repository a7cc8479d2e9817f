# expect: failed
# diagnosis: product_clamped
import torch


def diou_loss(pred_boxes, target_boxes):
    lt = torch.max(pred_boxes[:, :2], target_boxes[:, :2])
    rb = torch.min(pred_boxes[:, 2:], target_boxes[:, 2:])
    wh = rb - lt
    inter = (wh[:, 0] * wh[:, 1]).clamp(min=0)
    area = lambda b: (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    iou = inter / (area(pred_boxes) + area(target_boxes) - inter)
    c1 = (pred_boxes[:, :2] + pred_boxes[:, 2:]) / 2
    c2 = (target_boxes[:, :2] + target_boxes[:, 2:]) / 2
    out = torch.max(pred_boxes[:, 2:], target_boxes[:, 2:]) - torch.min(pred_boxes[:, :2], target_boxes[:, :2])
    return (1 - iou + ((c1 - c2) ** 2).sum(1) / (out ** 2).sum(1)).mean()
