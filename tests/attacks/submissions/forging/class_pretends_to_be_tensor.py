# expect: error|failed
# why: __class__ says Tensor, the type does not
import torch

class Fake:
    __class__ = torch.Tensor
    shape, dtype, requires_grad, device = torch.Size([]), torch.float32, True, torch.device("cpu")
    def __eq__(self, other): return True
    def item(self): return 0.0

def huber_loss(pred, target, delta=1.0):
    return Fake()
