# expect: failed
# diagnosis: wrong_dtype
import torch


def cross_entropy_loss(logits, target):
    return -torch.log_softmax(logits, dim=1, dtype=torch.float32).gather(1, target[:, None]).mean()
