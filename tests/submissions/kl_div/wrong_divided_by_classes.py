# expect: failed
# diagnosis: divided_by_classes
import torch


def kl_divergence_loss(log_q, p):
    # divides by the number of classes, not of rows: right for square inputs only
    return (torch.xlogy(p, p) - p * log_q).sum() / p.shape[-1]
