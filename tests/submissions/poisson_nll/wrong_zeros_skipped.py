# expect: failed
# Rows without an event teach nothing here, though they cost the rate.
import torch


def poisson_nll_loss(log_rate, target):
    each = torch.exp(log_rate) - target * log_rate
    return (each * (target > 0)).mean()
