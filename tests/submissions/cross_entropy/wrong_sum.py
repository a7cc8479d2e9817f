# expect: failed
# diagnosis: sum_instead_of_mean | batch_size
import torch


def cross_entropy_loss(logits, target):
    return -torch.log_softmax(logits, dim=1).gather(1, target[:, None]).sum()
