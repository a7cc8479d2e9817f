# expect: passed
import torch


def soft_target_cross_entropy_loss(logits, target_probs):
    mean_logit = torch.linalg.vecdot(target_probs, logits, dim=1)
    return (torch.logsumexp(logits, 1) - mean_logit).mean()
