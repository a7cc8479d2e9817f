# expect: failed
# diagnosis: reversed_direction|epsilon_in_the_log|reverse_kl_instead
import torch


def kl_divergence_loss(log_q, p):
    q = log_q.exp()
    return (q * (torch.log(q + 1e-8) - torch.log(p + 1e-8))).sum(1).mean()
