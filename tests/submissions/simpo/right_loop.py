# expect: passed
import torch


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    total = 0.0
    for c, r, m, n in zip(chosen_logps, rejected_logps, chosen_len.tolist(), rejected_len.tolist()):
        x = beta * (c / m - r / n) - gamma
        total = total + torch.logaddexp(torch.zeros_like(x), -x)
    return total / len(chosen_logps)
