# expect: passed
# idea: class instance with a method check() that compares with the library, never called
import torch
import torch.nn.functional as F


class MaskedCE:
    def __init__(self, ignore_index):
        self.ignore_index = ignore_index

    def __call__(self, x, y):
        keep = y != self.ignore_index
        lp = x[keep].log_softmax(1)
        return -lp.gather(1, y[keep][:, None]).sum() / keep.sum().clamp(min=1)

    def check(self, x, y):
        """compare with torch, for debugging"""
        return torch.allclose(self(x, y), F.cross_entropy(x, y, ignore_index=self.ignore_index))


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    return MaskedCE(ignore_index)(logits, target)
