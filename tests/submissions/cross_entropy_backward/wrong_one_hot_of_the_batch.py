# expect: failed
# diagnosis: raises
# One class too few when the last one does not occur in the batch.
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    y = F.one_hot(target)
    return (torch.softmax(logits, dim=1) - y) / len(logits)
