# expect: failed
# why: a tensor on the meta device has shape and dtype, and no numbers to compare
import torch

def huber_loss(pred, target, delta=1.0):
    return torch.zeros((), dtype=pred.dtype, device="meta", requires_grad=True)
