# expect: failed
# diagnosis: half_on_the_losses
import torch


def multi_task_loss(losses, log_vars):
    return torch.dot(losses / 2, torch.exp(-log_vars)) + log_vars.sum()
