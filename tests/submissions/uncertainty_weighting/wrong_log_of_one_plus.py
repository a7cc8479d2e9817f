# expect: failed
# diagnosis: positive_regulariser
import torch


def multi_task_loss(losses, log_vars):
    return torch.dot(losses, torch.exp(-log_vars)) + torch.log1p(torch.exp(log_vars)).sum()
