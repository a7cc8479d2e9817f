# expect: passed
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    kept = target != ignore_index
    safe = target.masked_fill(~kept, 0)
    nll = -torch.log_softmax(logits, 1)[torch.arange(len(target)), safe]
    return torch.where(kept, nll, torch.zeros_like(nll)).sum() / max(int(kept.sum()), 1)
