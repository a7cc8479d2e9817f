# expect: failed
# diagnosis: label_smoothing
import torch


def bce_loss(probs, target):
    y = target * 0.8 + 0.1
    return -(y * probs.log().clamp(min=-100) + (1 - y) * (1 - probs).log().clamp(min=-100)).mean()
