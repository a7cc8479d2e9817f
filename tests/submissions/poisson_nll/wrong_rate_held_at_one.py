# expect: failed
# diagnosis: rate_held_at_one
# the rate is exponentiated after clamping log_rate at 0 from below, so for negative log rates exp term is 1 with zero
import torch
def poisson_nll_loss(log_rate, target):
    rate = torch.exp(torch.clamp(log_rate, min=0.0))
    return torch.mean(rate - target * log_rate)
