# expect: failed
# diagnosis: renormalises_log_q
import torch
import torch.nn.functional as F


def kl_divergence_loss(log_q, p):
    entropy = torch.special.entr(p).sum(dim=1).mean()
    return F.cross_entropy(log_q, p) - entropy
