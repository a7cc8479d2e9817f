# expect: failed
# diagnosis: label_off_by_one
import torch


def nll_loss(log_probs, target):
    return -log_probs[torch.arange(len(target)), target - 1].mean()
