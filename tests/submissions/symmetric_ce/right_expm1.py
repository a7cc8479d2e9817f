# expect: passed
import torch
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    nll = F.nll_loss(F.log_softmax(logits, 1), target, reduction="none")
    return (alpha * nll - 4 * beta * torch.expm1(-nll)).sum() / nll.numel()
