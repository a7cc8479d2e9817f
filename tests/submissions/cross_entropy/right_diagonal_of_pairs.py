# expect: passed
import torch.nn.functional as F


def cross_entropy_loss(logits, target):
    costs = -F.log_softmax(logits, dim=1)
    return costs.index_select(1, target).diagonal().mean()
