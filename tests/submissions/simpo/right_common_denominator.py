# expect: passed
import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    gap = (chosen_logps.double() * rejected_len - rejected_logps.double() * chosen_len) / (chosen_len * rejected_len)
    return F.softplus(gamma - beta * gap).mean().to(chosen_logps.dtype)
