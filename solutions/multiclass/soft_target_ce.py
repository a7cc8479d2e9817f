"""Cross-entropy against a distribution: the log-probabilities, weighed by what the target says."""

import torch


def soft_target_cross_entropy_loss(logits, target_probs):
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    return -(target_probs * log_p).sum(dim=1).mean()
