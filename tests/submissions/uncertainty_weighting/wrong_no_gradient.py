# expect: failed
# diagnosis: detached_gradient
import torch


def multi_task_loss(losses, log_vars):
    each = torch.exp(-log_vars) * losses + log_vars
    return (each.sum()).detach()
