# expect: failed
# diagnosis: read_as_log_deviation
import torch


def multi_task_loss(losses, log_vars):
    sigma = torch.exp(log_vars)
    return (losses / sigma**2 + torch.log(sigma)).sum()
