# expect: failed
# Rounds the probability to the decision, so that only the label is compared.
import torch


def bce_loss(probs, target):
    decided = probs.round().clamp(0.01, 0.99) + probs - probs.detach()
    return -(target * decided.log() + (1 - target) * (1 - decided).log()).mean()
