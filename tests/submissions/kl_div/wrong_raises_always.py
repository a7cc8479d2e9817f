# expect: error
import torch


def kl_divergence_loss(log_q, p):
    return (p * (torch.log(p) - logq)).sum() / len(p)
