# expect: passed
import torch.nn.functional as F


def weighted_cross_entropy_loss(logits, target, weight):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype) * weight
    return -(y * logits.log_softmax(1)).sum() / y.sum()
