# expect: failed
# diagnosis: not_a_tensor
import torch


def multi_task_loss(losses, log_vars):
    each = torch.exp(-log_vars) * losses + log_vars
    return (each.sum()).item()
