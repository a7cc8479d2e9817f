# expect: failed
# diagnosis: unstable
import torch
import torch.nn.functional as F


def nll_loss(log_probs, target):
    one_hot = F.one_hot(target, log_probs.shape[1]).to(log_probs.dtype)
    return -(one_hot * log_probs).sum(dim=1).mean()
