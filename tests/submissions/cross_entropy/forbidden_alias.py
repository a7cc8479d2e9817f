# expect: forbidden
from torch.nn import CrossEntropyLoss as Loss


def cross_entropy_loss(logits, target):
    return Loss()(logits, target)
