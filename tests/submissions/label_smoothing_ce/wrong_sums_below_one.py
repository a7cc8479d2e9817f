# expect: failed
# diagnosis: true_class_left_short
import torch


def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    t = torch.full_like(logits, smoothing / logits.shape[1])
    t[torch.arange(len(target)), target] = 1 - smoothing
    return -(t * logits.log_softmax(1)).sum(1).mean()
