# expect: failed
import torch.nn.functional as F


def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    c = logits.shape[1]
    t = F.one_hot(target, c) * (1 - smoothing / c) + smoothing / c
    return -(t * logits.log_softmax(1)).sum(1).mean()
