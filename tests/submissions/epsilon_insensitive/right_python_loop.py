# expect: passed
import torch


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    total = torch.zeros((), dtype=pred.dtype)
    for p, t in zip(pred.flatten(), target.flatten()):
        total = total + max(abs(p - t) - epsilon, 0 * p)
    return total / pred.numel()
