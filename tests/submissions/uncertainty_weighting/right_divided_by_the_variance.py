# expect: passed
import torch


def multi_task_loss(losses, log_vars):
    return (losses / torch.exp(log_vars)).sum() + log_vars.sum()
