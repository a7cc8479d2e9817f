# expect: failed
# diagnosis: every_pair
import torch


def nll_loss(log_probs, target):
    return -torch.index_select(log_probs, 1, target).mean()
