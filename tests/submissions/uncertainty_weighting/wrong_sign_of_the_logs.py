# expect: failed
# diagnosis: regulariser_sign
import torch


def multi_task_loss(losses, log_vars):
    return torch.dot(losses, torch.exp(-log_vars)) - log_vars.sum()
