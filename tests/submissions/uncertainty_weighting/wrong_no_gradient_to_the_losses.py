# expect: failed
# diagnosis: losses_detached | gradient_only
import torch


def multi_task_loss(losses, log_vars):
    with torch.no_grad():
        fixed = losses.clone()
    return torch.dot(fixed, torch.exp(-log_vars)) + log_vars.sum()
