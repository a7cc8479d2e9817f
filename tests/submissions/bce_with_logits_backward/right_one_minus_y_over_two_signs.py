# expect: passed
# With z the logit in favour of the label, the slope is −σ(−z) towards it.
import torch


def bce_with_logits_backward(logits, target):
    sign = 2 * target - 1
    return -sign * torch.sigmoid(-sign * logits) / target.numel()
