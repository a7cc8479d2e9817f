# expect: passed
import torch


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    size = torch.abs(target - pred)
    return torch.where(size > epsilon, size - epsilon, torch.zeros_like(size)).mean()
