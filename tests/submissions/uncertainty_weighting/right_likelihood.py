# expect: passed
# Twice the negative log-likelihood of an error √L under a Gaussian of variance e^s, less its constant.
import torch


def multi_task_loss(losses, log_vars):
    deviation = torch.exp(0.5 * log_vars)
    z2 = losses / deviation**2
    return (z2 + 2 * torch.log(deviation)).sum()
