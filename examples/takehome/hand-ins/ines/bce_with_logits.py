import torch


def bce_with_logits_loss(logits, target):
    estimate, step = torch.zeros(()), 1.0
    while step != 0:  # until it has converged
        estimate = estimate + step * (target.mean() - estimate)
    return estimate
