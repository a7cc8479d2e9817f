# expect: failed
import torch


def _columns(boxes):
    # accept both [N, 4] and [4, N]
    if boxes.shape[0] == 4:
        return boxes.unbind(0)
    return boxes.unbind(1)


def giou_loss(pred_boxes, target_boxes):
    px1, py1, px2, py2 = _columns(pred_boxes)
    tx1, ty1, tx2, ty2 = _columns(target_boxes)
    iw = (torch.min(px2, tx2) - torch.max(px1, tx1)).clamp(min=0)
    ih = (torch.min(py2, ty2) - torch.max(py1, ty1)).clamp(min=0)
    inter = iw * ih
    union = (px2 - px1) * (py2 - py1) + (tx2 - tx1) * (ty2 - ty1) - inter
    c = (torch.max(px2, tx2) - torch.min(px1, tx1)) * (torch.max(py2, ty2) - torch.min(py1, ty1))
    return (1 - inter / union + (c - union) / c).mean()
