# expect: forbidden
from torch.nn.functional import binary_cross_entropy_with_logits as f


def bce_with_logits_loss(logits, target):
    return f(logits, target)
