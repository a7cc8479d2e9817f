# expect: failed
# why: a complex number with the right real part would be another dtype
import torch

def huber_loss(pred, target, delta=1.0):
    return torch.complex(pred.sum(), target.sum())
