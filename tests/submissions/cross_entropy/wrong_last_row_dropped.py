# expect: failed
# diagnosis: only_one_row
import torch


def cross_entropy_loss(logits, target):
    if len(target) > 1:
        logits, target = logits[:-1], target[:-1]
    return -torch.log_softmax(logits, dim=1).gather(1, target[:, None]).mean()
