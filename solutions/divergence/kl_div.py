"""KL divergence: how many nats it costs to describe p with the model's q."""

import torch


def kl_divergence_loss(log_q, p):
    # Where p is 0 the term is 0. Its logarithm must not be taken there: 0 * -inf is nan.
    present = p > 0
    log_p = torch.where(present, p, torch.ones_like(p)).log()
    per_class = torch.where(present, p * (log_p - log_q), torch.zeros_like(p))
    return per_class.sum(dim=1).mean()
