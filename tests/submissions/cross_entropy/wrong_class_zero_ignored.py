# expect: failed
# diagnosis: only_one_class
# Class 0 taken for padding, and left out of the sum but not of the count.
import torch


def cross_entropy_loss(logits, target):
    own = torch.log_softmax(logits, dim=1).gather(1, target[:, None])[:, 0]
    return -(own * (target != 0)).mean()
