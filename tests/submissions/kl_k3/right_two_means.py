# expect: passed
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach() - log_probs
    return torch.exp(d).mean() - d.mean() - 1
