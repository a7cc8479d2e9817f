# expect: failed
# diagnosis: gradient_only
import math
import torch


def ciou_loss(pred_boxes, target_boxes):
    x1, y1, x2, y2 = pred_boxes.T
    u1, v1, u2, v2 = target_boxes.T
    inter = (torch.min(x2, u2) - torch.max(x1, u1)).clamp(0) * (torch.min(y2, v2) - torch.max(y1, v1)).clamp(0)
    area = (x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - inter
    cw, ch = torch.max(x2, u2) - torch.min(x1, u1), torch.max(y2, v2) - torch.min(y1, v1)
    rho = ((x1 + x2 - u1 - u2) ** 2 + (y1 + y2 - v1 - v2) ** 2) / 4
    iou = (inter / area).detach()
    v = 4 / math.pi**2 * (torch.atan((u2 - u1) / (v2 - v1)) - torch.atan((x2 - x1) / (y2 - y1))) ** 2
    alpha = v.detach() / (1 - iou + v.detach() + 1e-9)
    return (1 - iou + rho / (cw**2 + ch**2) + alpha * v).mean()
