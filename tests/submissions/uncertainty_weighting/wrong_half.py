# expect: failed
# diagnosis: half_on_both | half
import torch


def multi_task_loss(losses, log_vars):
    return torch.sum(losses * torch.exp(-log_vars) / 2 + log_vars / 2)
