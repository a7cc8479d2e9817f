# expect: failed
# diagnosis: unstable | beyond_threshold
# sigmoid(20) is 1 in float32: 1 − p is 0, its logarithm −inf.
import torch


def bce_with_logits_loss(logits, target):
    p = torch.sigmoid(logits)
    return -torch.where(target == 1, torch.log(p), torch.log(1 - p)).mean()
