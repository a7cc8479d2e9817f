# expect: passed
import torch


def nll_loss(log_probs, target):
    return -torch.trace(log_probs.index_select(1, target)) / target.numel()
