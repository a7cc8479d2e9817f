# expect: failed
# diagnosis: read_as_width_height
import torch
import torch.nn.functional as F


def iou_loss(pred_boxes, target_boxes):
    p = torch.cat([pred_boxes[:, :2], pred_boxes[:, :2] + pred_boxes[:, 2:]], 1)
    t = torch.cat([target_boxes[:, :2], target_boxes[:, :2] + target_boxes[:, 2:]], 1)
    inter = F.relu(torch.min(p[:, 2:], t[:, 2:]) - torch.max(p[:, :2], t[:, :2])).prod(1)
    return (1 - inter / ((p[:, 2:] - p[:, :2]).prod(1) + (t[:, 2:] - t[:, :2]).prod(1) - inter)).mean()
