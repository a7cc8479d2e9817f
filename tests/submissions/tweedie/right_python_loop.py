# expect: passed
import torch


def tweedie_loss(log_mu, target, p=1.5):
    total = 0.0
    for x, t in zip(log_mu.flatten(), target.flatten()):
        mu = torch.exp(x)
        total = total - t * mu ** (1 - p) / (1 - p) + mu ** (2 - p) / (2 - p)
    return total / log_mu.numel()
