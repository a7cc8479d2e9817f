# expect: failed
# diagnosis: ln_2
import math

import torch


def kl_divergence_loss(log_q, p):
    nats = (torch.xlogy(p, p) - p * log_q).sum(1).mean()
    return nats / math.log(2)
