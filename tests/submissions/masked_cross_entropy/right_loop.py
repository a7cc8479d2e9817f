# expect: passed
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    losses = [torch.logsumexp(x, 0) - x[y] for x, y in zip(logits, target.tolist()) if y != ignore_index]
    return torch.stack(losses).mean() if losses else logits.sum() * 0
