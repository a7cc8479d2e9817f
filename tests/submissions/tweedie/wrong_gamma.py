# expect: failed
# diagnosis: gamma_instead
import torch


def tweedie_loss(log_mu, target, p=1.5):
    return torch.mean(log_mu + target / torch.exp(log_mu))
