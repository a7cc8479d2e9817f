# expect: failed
# diagnosis: read_as_centre_and_size
# boxes are read as centre, width, height
import torch
def _corners(b):
    cx, cy, w, h = b.unbind(-1)
    return cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2
def giou_loss(pred_boxes, target_boxes):
    ax1, ay1, ax2, ay2 = _corners(pred_boxes)
    bx1, by1, bx2, by2 = _corners(target_boxes)
    iw = (torch.minimum(ax2, bx2) - torch.maximum(ax1, bx1)).clamp(min=0)
    ih = (torch.minimum(ay2, by2) - torch.maximum(ay1, by1)).clamp(min=0)
    I = iw * ih
    U = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - I
    C = (torch.maximum(ax2, bx2) - torch.minimum(ax1, bx1)) * (torch.maximum(ay2, by2) - torch.minimum(ay1, by1))
    return (1 - I / (U + 1e-7) + (C - U) / (C + 1e-7)).mean()
