# expect: forbidden
from torch.nn.functional import huber_loss as built_in


def huber_loss(pred, target, delta=1.0):
    return built_in(pred, target, delta=delta)
