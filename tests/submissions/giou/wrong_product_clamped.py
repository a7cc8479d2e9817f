# expect: failed
# diagnosis: product_clamped
import torch


def giou_loss(pred_boxes, target_boxes):
    px1, py1, px2, py2 = pred_boxes.unbind(-1)
    tx1, ty1, tx2, ty2 = target_boxes.unbind(-1)
    w = torch.min(px2, tx2) - torch.max(px1, tx1)
    h = torch.min(py2, ty2) - torch.max(py1, ty1)
    inter = (w * h).clamp(min=0)
    union = (px2 - px1) * (py2 - py1) + (tx2 - tx1) * (ty2 - ty1) - inter
    hull = (torch.max(px2, tx2) - torch.min(px1, tx1)) * (torch.max(py2, ty2) - torch.min(py1, ty1))
    return (1 - inter / union + (hull - union) / hull).mean()
