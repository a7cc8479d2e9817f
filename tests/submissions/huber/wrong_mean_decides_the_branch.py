# expect: failed
# diagnosis: reduction
# the decision between the pieces is made once on the mean absolute error, not per element
import torch
def huber_loss(pred, target, delta=1.0):
    err = (pred - target).abs()
    if err.mean() <= delta:
        loss = 0.5 * err * err
    else:
        loss = delta * (err - 0.5 * delta)
    return loss.mean()
