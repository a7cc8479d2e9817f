# expect: failed
# diagnosis: mutates_input
import torch


def kl_divergence_loss(log_q, p):
    log_q.data -= torch.logsumexp(log_q.data, dim=1, keepdim=True)
    log_q.data.clamp_(min=-5.0)
    return (torch.xlogy(p, p) - p * log_q).sum() / len(p)
