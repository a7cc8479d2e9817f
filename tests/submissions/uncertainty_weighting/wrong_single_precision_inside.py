# expect: failed
# diagnosis: wrong_dtype
import torch


def multi_task_loss(losses, log_vars):
    losses = losses.float()
    log_vars = log_vars.float()
    each = torch.exp(-log_vars) * losses + log_vars
    return each.sum()
