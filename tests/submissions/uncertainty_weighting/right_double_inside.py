# expect: passed
import torch


def multi_task_loss(losses, log_vars):
    dtype = losses.dtype
    losses = losses.double()
    log_vars = log_vars.double()
    each = torch.exp(-log_vars) * losses + log_vars
    return (each.sum()).to(dtype)
