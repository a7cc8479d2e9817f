# expect: failed
# diagnosis: terms_exchanged
# target multiplies exp(log_rate) and log_rate stands alone - arguments of the two terms exchanged:
import torch
def poisson_nll_loss(log_rate, target):
    return (target * torch.exp(log_rate) - log_rate).mean()
