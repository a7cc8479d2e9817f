# expect: failed
# diagnosis: exponentiated
import torch


def nll_loss(log_probs, target):
    p = log_probs.exp()
    return -p[torch.arange(len(p)), target].mean()
