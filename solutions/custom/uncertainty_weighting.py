"""Sum of several tasks' losses, each divided by a learnt variance whose logarithm is paid for."""

import torch


def multi_task_loss(losses, log_vars):
    precision = torch.exp(-log_vars)
    return torch.sum(precision * losses) + torch.sum(log_vars)
