# expect: passed
import torch


def focal_loss(logits, target, gamma=2.0):
    log_p = torch.log_softmax(torch.stack([torch.zeros_like(logits), logits], -1), -1)
    label = target.long().unsqueeze(-1)
    log_true = log_p.gather(-1, label)
    log_false = log_p.gather(-1, 1 - label)
    return -(torch.exp(gamma * log_false) * log_true).mean()
