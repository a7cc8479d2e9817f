# expect: failed
# diagnosis: column_of_everybody
# [:, target] changes whole columns, for every row that has any such label in the batch.
import torch


def cross_entropy_backward(logits, target):
    gradient = torch.softmax(logits, dim=1)
    gradient[:, target] -= 1
    return gradient / len(target)
