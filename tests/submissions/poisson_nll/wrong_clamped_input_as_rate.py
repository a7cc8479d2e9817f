# expect: failed
# log_rate is treated as the rate itself: rate - target*log(rate + 1e-8), with the rate clamped at 0
import torch
def poisson_nll_loss(log_rate, target):
    r = log_rate.clamp(min=0)
    return (r - target * torch.log(r + 1e-8)).mean()
