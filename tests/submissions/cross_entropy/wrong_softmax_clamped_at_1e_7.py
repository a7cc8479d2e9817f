# expect: failed
# diagnosis: probs_clamped
import torch


def cross_entropy_loss(logits, target):
    p = logits.softmax(1).clamp(min=1e-7)
    return -p.gather(1, target[:, None]).log().mean()
