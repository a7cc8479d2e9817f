# expect: failed
# diagnosis: asymptote_only
import math


def log_cosh_loss(pred, target):
    return (pred - target).abs().mean() - math.log(2)
