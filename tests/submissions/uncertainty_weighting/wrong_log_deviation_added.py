# expect: failed
# diagnosis: half_on_the_logs
import torch


def multi_task_loss(losses, log_vars):
    return torch.dot(losses, torch.exp(-log_vars)) + log_vars.sum() / 2
