# expect: failed
# diagnosis: log_cosh_instead
import torch


def huber_loss(pred, target, delta=1.0):
    e = (pred - target).abs()
    return (e + torch.log1p(torch.exp(-2 * e)) - torch.log(torch.tensor(2.0))).mean()
