# expect: passed
# A sigmoid is a softmax over (0, x).
import torch


def bce_with_logits_loss(logits, target):
    pair = torch.stack([torch.zeros_like(logits), logits], dim=-1)
    log_p = torch.log_softmax(pair, dim=-1)
    return -log_p.gather(-1, target.long()[..., None]).mean()
