# expect: passed
import torch
import torch.nn.functional as F


def generalized_cross_entropy_loss(logits, target, q=0.7):
    own = F.log_softmax(logits, dim=1)[torch.arange(len(target)), target]
    return (-torch.expm1(q * own)).mean() / q
