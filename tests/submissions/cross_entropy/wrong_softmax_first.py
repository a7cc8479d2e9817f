# expect: failed
# diagnosis: double_softmax
import torch
import torch.nn.functional as F


def cross_entropy_loss(logits, target):
    p = F.softmax(logits, dim=1)
    return -F.log_softmax(p, dim=1).gather(1, target[:, None]).mean()
