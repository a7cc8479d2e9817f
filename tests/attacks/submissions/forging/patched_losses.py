# expect: failed
# why: torch's own loss is replaced by a wrong one; the reference is elsewhere
import torch
import torch.nn.functional

def wrong(pred, target, *args, **kwargs):
    return pred.sum() * 0

setattr(torch.nn.functional, "mse_" + "loss", wrong)
torch.where = lambda condition, x, y: x * 0
torch.Tensor.mean = lambda self, *args: self.sum() * 0
torch.Tensor.abs = lambda self: self * 0

def huber_loss(pred, target, delta=1.0):
    return wrong(pred, target)
