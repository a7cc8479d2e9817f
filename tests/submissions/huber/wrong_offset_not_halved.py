# expect: failed
# diagnosis: offset_not_halved
# the linear piece is delta*(|e| - delta), i.e. the offset lacks its factor 1/2, so the pieces do not meet
import torch
def huber_loss(pred, target, delta=1.0):
    diff = torch.abs(pred - target)
    quad = 0.5 * diff.pow(2)
    lin = delta * (diff - delta)
    return torch.mean(torch.where(diff <= delta, quad, lin))
