# expect: passed
import torch


def multi_task_loss(losses, log_vars):
    total = 0.0
    for loss, s in zip(losses, log_vars):
        total = total + torch.exp(-s) * loss + s
    return total
