# expect: failed
# why: item, numpy, shape and dtype of the class lie; the memory does not
import numpy as np
import torch

class Liar(torch.Tensor):
    shape = torch.Size([])
    dtype = torch.float32
    requires_grad = True
    def item(self): return 0.125
    def numpy(self, **options): return np.float32(0.125)
    def detach(self): return torch.tensor(0.125)
    def numel(self): return 1
    def __array__(self, dtype=None): return np.float32(0.125)
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return torch.tensor(0.125)

def huber_loss(pred, target, delta=1.0):
    return (pred * 0 + 7).as_subclass(Liar)
