"""Binary cross-entropy of probabilities: minus the log of what the model gave to the label that came true."""

import torch


def bce_loss(probs, target):
    log_one = torch.log(probs).clamp(min=-100)
    log_zero = torch.log(1 - probs).clamp(min=-100)
    return -(target * log_one + (1 - target) * log_zero).mean()
