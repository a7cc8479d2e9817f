# expect: forbidden
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    return F.multi_margin_loss(logits, target, margin=margin)
