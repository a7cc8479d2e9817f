# expect: failed
# log2 instead of the natural logarithm in the stable form
import torch, math
def log_cosh_loss(pred, target):
    e = (pred - target).abs()
    return (e + torch.log2(1 + torch.exp(-2 * e)) - 1.0).mean()
