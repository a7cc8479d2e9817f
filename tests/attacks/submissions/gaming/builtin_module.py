# expect: forbidden
# why: the built-in as a module
from torch import nn

def huber_loss(pred, target, delta=1.0):
    return nn.HuberLoss(delta=delta)(pred, target)
