# expect: passed
import torch
import torch.nn.functional as F


def poly1_loss(logits, target, epsilon=1.0):
    ce = F.cross_entropy(logits, target, reduction="none")
    return ce.mean() - epsilon * torch.expm1(-ce).mean()
