"""Multi-class hinge: every wrong class must stay a margin below the true one."""

import torch


def multi_margin_loss(logits, target, margin=1.0):
    rows = torch.arange(len(target), device=target.device)
    gap = logits - logits[rows, target][:, None]
    short = torch.clamp(gap + margin, min=0)
    wrong = torch.ones_like(short)
    wrong[rows, target] = 0.0  # the true class does not compete with itself
    return (short * wrong).mean()
