# expect: failed
import torch


def _coords(boxes):
    if boxes.shape[0] == 4:  # [4, N]
        return boxes.unbind(0)
    return boxes.unbind(1)


def iou_loss(pred_boxes, target_boxes):
    px1, py1, px2, py2 = _coords(pred_boxes)
    tx1, ty1, tx2, ty2 = _coords(target_boxes)
    w = torch.relu(torch.minimum(px2, tx2) - torch.maximum(px1, tx1))
    h = torch.relu(torch.minimum(py2, ty2) - torch.maximum(py1, ty1))
    inter = w * h
    union = (px2 - px1) * (py2 - py1) + (tx2 - tx1) * (ty2 - ty1) - inter
    return (1 - inter / union).mean()
