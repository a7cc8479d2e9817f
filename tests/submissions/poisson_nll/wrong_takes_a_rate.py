# expect: failed
# diagnosis: input_read_as_rate
import torch


def poisson_nll_loss(log_rate, target):
    return torch.mean(log_rate - target * torch.log(log_rate.clamp(min=1e-8)))
