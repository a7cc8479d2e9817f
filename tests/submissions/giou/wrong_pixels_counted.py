# expect: failed
# diagnosis: pixels_counted
# widths count pixels: +1 on every width and height
import torch
def giou_loss(pred_boxes, target_boxes):
    a, b = pred_boxes, target_boxes
    w = lambda x: (x[:, 2] - x[:, 0] + 1) * (x[:, 3] - x[:, 1] + 1)
    i = (torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2]) + 1).clamp(min=0).prod(1)
    u = w(a) + w(b) - i
    c = (torch.max(a[:, 2:], b[:, 2:]) - torch.min(a[:, :2], b[:, :2]) + 1).prod(1)
    return (1 - i / u + (c - u) / c).mean()
