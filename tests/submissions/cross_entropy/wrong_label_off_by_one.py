# expect: failed
# diagnosis: label_off_by_one
# Labels counted from 1; class 0 becomes the last one.
import torch


def cross_entropy_loss(logits, target):
    rows = torch.arange(len(target))
    return -torch.log_softmax(logits, dim=1)[rows, target - 1].mean()
