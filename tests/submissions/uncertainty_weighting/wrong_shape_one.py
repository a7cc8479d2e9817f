# expect: failed
# diagnosis: wrong_shape
import torch


def multi_task_loss(losses, log_vars):
    each = torch.exp(-log_vars) * losses + log_vars
    return (each.sum()).reshape(1)
