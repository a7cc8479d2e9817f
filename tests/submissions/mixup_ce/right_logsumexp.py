# expect: passed
import torch


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    rows = torch.arange(len(target_a))
    own = lam * logits[rows, target_a] + (1.0 - lam) * logits[rows, target_b]
    return (torch.logsumexp(logits, dim=1) - own).mean()
