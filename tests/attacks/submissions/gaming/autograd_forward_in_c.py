# expect: forbidden|failed|error
# why: forward mode by its bindings
# question: mse_backward
import torch

def mse_backward(pred, target):
    level = torch._C._enter_dual_level()
    try:
        dual = torch._VF._make_dual(pred, torch.ones_like(pred), level=level)
        return torch._VF._unpack_dual((dual - target) ** 2 / pred.numel(), level=level)[1]
    finally:
        torch._C._exit_dual_level(level=level)
