# expect: failed
# diagnosis: mean_instead_of_sum
import torch


def multi_task_loss(losses, log_vars):
    return torch.mean(losses * torch.exp(-log_vars) + log_vars)
