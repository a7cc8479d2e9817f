# expect: forbidden
# A built-in that is this loss up to a factor once a keyword is set.
import torch.nn.functional as F


def mse_loss(pred, target):
    return 2 * F.huber_loss(pred, target, delta=1e9)
