# expect: failed
# diagnosis: js_div_instead
import torch


def kl_divergence_loss(log_q, p):
    q = log_q.exp()
    log_m = ((p + q) / 2).log()
    return ((torch.xlogy(p, p) - p * log_m) + (q * log_q - q * log_m)).sum(1).mean() / 2
