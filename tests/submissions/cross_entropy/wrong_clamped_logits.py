# expect: failed
# diagnosis: beyond_threshold | input_clamped
import torch


def cross_entropy_loss(logits, target):
    x = logits.clamp(-20, 20)
    return -torch.log_softmax(x, dim=1).gather(1, target[:, None]).mean()
