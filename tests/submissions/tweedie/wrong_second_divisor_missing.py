# expect: failed
# diagnosis: second_divisor_missing
import torch


def tweedie_loss(log_mu, target, p=1.5):
    a = target * torch.exp((1 - p) * log_mu) / (1 - p)
    b = torch.exp((2 - p) * log_mu)
    return (-a + b).mean()
