# expect: forbidden
# The same loss with labels of −1 and +1.
import torch


def bce_with_logits_loss(logits, target):
    return torch.nn.SoftMarginLoss()(logits, 2 * target - 1)
