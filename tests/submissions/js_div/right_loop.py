# expect: passed
import torch


def kl(a, b):
    total = 0.0
    for x, y in zip(a, b):
        if x > 0:
            total = total + x * torch.log(x / y)
    return total


def js_divergence_loss(p, q):
    total = 0.0
    for a, b in zip(p, q):
        m = 0.5 * (a + b)
        total = total + 0.5 * kl(a, m) + 0.5 * kl(b, m)
    return total / len(p) + 0 * p.sum()
