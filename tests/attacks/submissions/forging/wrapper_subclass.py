# expect: failed
# why: a wrapper tensor without memory runs the attacker's code at each operator
import torch

class Wrapper(torch.Tensor):
    @staticmethod
    def __new__(cls):
        return torch.Tensor._make_wrapper_subclass(cls, (), dtype=torch.float32, requires_grad=True)
    def __init__(self): pass
    __torch_function__ = torch._C._disabled_torch_function_impl
    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        return torch.zeros(())

def huber_loss(pred, target, delta=1.0):
    return Wrapper()
