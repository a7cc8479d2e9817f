# expect: failed
# diagnosis: probability_in_place_of_log
import torch


def kl_divergence_loss(log_q, p):
    return (torch.xlogy(p, p) - p * log_q.exp()).sum(dim=1).mean()
