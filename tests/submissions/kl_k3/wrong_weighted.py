# expect: failed
# diagnosis: weighted_by_probability
import torch


def kl_estimate_loss(log_probs, ref_log_probs):
    return torch.mean(torch.exp(log_probs) * (log_probs - ref_log_probs.detach()))
