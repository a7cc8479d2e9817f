# expect: passed
from torch import nn


class K3(nn.Module):
    def forward(self, policy, reference):
        log_ratio = reference - policy
        ratio = log_ratio.exp()
        return ((ratio - 1) - log_ratio).mean()


def kl_estimate_loss(log_probs, ref_log_probs):
    return K3()(log_probs, ref_log_probs.detach())
