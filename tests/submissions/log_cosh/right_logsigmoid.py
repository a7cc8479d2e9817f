# expect: passed
import math

from torch.nn.functional import logsigmoid


def log_cosh_loss(pred, target):
    e = pred - target
    return (e - logsigmoid(2 * e)).mean() - math.log(2)
