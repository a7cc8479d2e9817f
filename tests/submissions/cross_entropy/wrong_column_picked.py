# expect: failed
# diagnosis: every_pair
# logits[:, target] is N × N: every row meets every label.
import torch


def cross_entropy_loss(logits, target):
    return -torch.log_softmax(logits, dim=1)[:, target].mean()
