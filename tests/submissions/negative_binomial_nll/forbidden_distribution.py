# expect: forbidden
import torch


def negative_binomial_loss(log_mean, log_dispersion, target):
    r = log_dispersion.exp()
    nb = torch.distributions.NegativeBinomial(r, logits=log_mean - log_dispersion)
    return -nb.log_prob(target).mean()
