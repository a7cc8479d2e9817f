# expect: passed
import torch


def nll_loss(log_probs, target):
    own = torch.arange(log_probs.shape[1]) == target[:, None]
    return -log_probs.masked_select(own).mean()
