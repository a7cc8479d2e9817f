# expect: failed|error
# why: a tensor left inside a level of vmap cannot be read; in torch 2.4 to 2.8, asking whether it can be raises
import torch

def huber_loss(pred, target, delta=1.0):
    level = torch._C._functorch._vmap_increment_nesting(1, "error")
    return torch._C._functorch._add_batch_dim(torch.zeros(1, dtype=pred.dtype), 0, level)
