# expect: failed
# diagnosis: only_one_row
import torch
import torch.nn.functional as F


def iou_loss(pred_boxes, target_boxes):
    p, t = pred_boxes[0], target_boxes[0]
    inter = F.relu(torch.min(p[2:], t[2:]) - torch.max(p[:2], t[:2])).prod()
    return 1 - inter / ((p[2:] - p[:2]).prod() + (t[2:] - t[:2]).prod() - inter)
