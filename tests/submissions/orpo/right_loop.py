# expect: passed
import torch


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    total = 0.0
    for c, r in zip(chosen_logps, rejected_logps):
        odds = c - torch.log(-torch.expm1(c)) - r + torch.log(-torch.expm1(r))
        total = total - c + beta * torch.logaddexp(torch.zeros_like(odds), -odds)
    return total / len(chosen_logps)
