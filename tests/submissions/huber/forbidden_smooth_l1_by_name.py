# expect: forbidden
# The other built-in, times delta.
import torch.nn.functional as F


def huber_loss(pred, target, delta=1.0):
    return delta * getattr(F, "smooth" + "_l1_loss")(pred, target, beta=delta)
