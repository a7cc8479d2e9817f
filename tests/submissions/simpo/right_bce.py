# expect: passed
import torch
import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    x = beta * (chosen_logps / chosen_len - rejected_logps / rejected_len) - gamma
    return F.binary_cross_entropy_with_logits(x, torch.ones_like(x))
