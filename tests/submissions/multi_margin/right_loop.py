# expect: passed
import torch


def multi_margin_loss(logits, target, margin=1.0):
    total = 0.0
    for x, y in zip(logits, target.tolist()):
        for c in range(len(x)):
            if c != y:
                total = total + torch.clamp(margin - x[y] + x[c], min=0)
    return total / logits.numel()
