# expect: passed
import torch


def giou_loss(pred_boxes, target_boxes):
    total = 0.0
    for a, b in zip(pred_boxes, target_boxes):
        both = (torch.minimum(a[2:], b[2:]) - torch.maximum(a[:2], b[:2])).clamp(min=0).prod()
        union = (a[2:] - a[:2]).prod() + (b[2:] - b[:2]).prod() - both
        hull = (torch.maximum(a[2:], b[2:]) - torch.minimum(a[:2], b[:2])).prod()
        total = total + 2 - both / union - union / hull
    return total / pred_boxes.shape[0]
