# expect: failed
# why: a subclass answers every function of torch with True
import torch

class Agreeable(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func.__name__ in {"allclose", "isclose", "equal", "__eq__", "eq"}:
            return True
        return super().__torch_function__(func, types, args, kwargs or {})

def huber_loss(pred, target, delta=1.0):
    return pred.sum().as_subclass(Agreeable)
