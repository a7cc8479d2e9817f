# expect: passed
import torch
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    target = torch.zeros_like(logits)
    target.scatter_add_(1, target_a[:, None], torch.full_like(logits[:, :1], lam))
    target.scatter_add_(1, target_b[:, None], torch.full_like(logits[:, :1], 1 - lam))
    return -(target * F.log_softmax(logits, dim=-1)).sum(-1).mean()
