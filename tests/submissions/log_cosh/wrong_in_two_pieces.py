# expect: failed
# diagnosis: in_two_pieces
# the quadratic approximation 0.5*e^2 is used for |e| < 1, and the linear |e| - log 2 beyond
import torch, math
def log_cosh_loss(pred, target):
    a = (pred - target).abs()
    return torch.where(a < 1, 0.5 * a * a, a - math.log(2)).mean()
