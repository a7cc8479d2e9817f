# expect: failed
# diagnosis: weights_detached | gradient_only
import torch


def multi_task_loss(losses, log_vars):
    with torch.no_grad():
        weight = torch.exp(-log_vars)
    return torch.dot(losses, weight) + log_vars.sum()
