# expect: failed
# eps 1e-6 is added to the variance and the constant 0.5*log(2*pi) is included
import torch, math
def gaussian_nll_loss(mean, target, var):
    v = var + 1e-6
    return (0.5 * (v.log() + (mean - target).square() / v + math.log(2 * math.pi))).mean()
