# expect: failed
# diagnosis: log_of_the_rate_again | unstable | epsilon_in_the_log
import torch


def poisson_nll_loss(log_rate, target):
    rate = torch.exp(log_rate)
    return torch.mean(rate - target * torch.log(rate + 1e-10))
