# expect: failed
# diagnosis: normalised_again | gradient_only
import torch


def nll_loss(log_probs, target):
    lp = log_probs - log_probs.logsumexp(dim=1, keepdim=True)
    return -lp[torch.arange(len(lp)), target].mean()
