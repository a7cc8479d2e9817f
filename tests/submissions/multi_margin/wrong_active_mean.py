# expect: failed
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    short = F.relu(margin - logits.gather(1, target[:, None]) + logits).scatter(1, target[:, None], 0.0)
    return short.sum() / (short > 0).sum().clamp(min=1)
