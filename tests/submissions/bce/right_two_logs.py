# expect: passed
import torch


def bce_loss(probs, target):
    log_p = torch.log(probs).clamp(min=-100)
    log_not_p = torch.log(1 - probs).clamp(min=-100)
    return -(target * log_p + (1 - target) * log_not_p).mean()
