# expect: passed
import torch
import torch.nn.functional as F


def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    t = torch.full_like(logits, smoothing / logits.shape[1])
    t.scatter_add_(1, target[:, None], torch.full_like(logits[:, :1], 1 - smoothing))
    return -(t * F.log_softmax(logits, dim=1)).sum() / len(logits)
