# expect: failed
# diagnosis: sum_instead_of_batchmean | batch_size
import torch


def kl_divergence_loss(log_q, p):
    per_row = (torch.xlogy(p, p) - p * log_q).sum(dim=1)
    return per_row.sum()
