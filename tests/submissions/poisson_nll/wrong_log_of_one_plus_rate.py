# expect: failed
# diagnosis: log_of_one_plus_rate
# the second term uses log(log_rate-as-exp + 1), i.e. log(1+rate) in place of log(rate)
import torch
def poisson_nll_loss(log_rate, target):
    rate = log_rate.exp()
    return (rate - target * torch.log1p(rate)).mean()
