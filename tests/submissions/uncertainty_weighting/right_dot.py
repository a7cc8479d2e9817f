# expect: passed
import torch


def multi_task_loss(losses, log_vars):
    return torch.dot(torch.exp(-log_vars), losses) + log_vars.sum()
