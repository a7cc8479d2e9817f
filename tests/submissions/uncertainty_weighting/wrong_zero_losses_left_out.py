# expect: failed
# Tasks whose loss is exactly 0 are left out, with their log variance.
import torch


def multi_task_loss(losses, log_vars):
    active = (losses > 0).to(losses.dtype)     # tasks that have a loss in this batch
    return (active * (torch.exp(-log_vars) * losses + log_vars)).sum()
