# expect: passed
import torch


def giou_loss(pred_boxes, target_boxes):
    p, t = pred_boxes.view(-1, 2, 2), target_boxes.view(-1, 2, 2)
    inner = (torch.minimum(p[:, 1], t[:, 1]) - torch.maximum(p[:, 0], t[:, 0])).clamp(min=0).prod(-1)
    outer = (torch.maximum(p[:, 1], t[:, 1]) - torch.minimum(p[:, 0], t[:, 0])).prod(-1)
    own, true = (p[:, 1] - p[:, 0]).prod(-1), (t[:, 1] - t[:, 0]).prod(-1)
    union = own + true - inner
    return torch.mean(2 - inner / union - union / outer)
