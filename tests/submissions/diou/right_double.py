# expect: passed
import torch


def diou_loss(pred_boxes, target_boxes):
    p, t = pred_boxes.double(), target_boxes.double()
    both = (torch.minimum(p[:, 2:], t[:, 2:]) - torch.maximum(p[:, :2], t[:, :2])).clamp(min=0).prod(1)
    union = (p[:, 2:] - p[:, :2]).prod(1) + (t[:, 2:] - t[:, :2]).prod(1) - both
    c = torch.maximum(p[:, 2:], t[:, 2:]) - torch.minimum(p[:, :2], t[:, :2])
    d = (p[:, :2] + p[:, 2:] - t[:, :2] - t[:, 2:]) / 2
    return (1 - both / union + (d * d).sum(1) / (c * c).sum(1)).mean().to(pred_boxes.dtype)
