# expect: passed
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    table = torch.tril(torch.ones(logits.shape[1] + 1, logits.shape[1], dtype=logits.dtype), diagonal=-1)
    levels = table[target]
    log_p = F.logsigmoid(logits)
    return -(log_p * levels + (log_p - logits) * (1 - levels)).sum(1).mean()
