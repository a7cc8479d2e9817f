# expect: passed
# idea: class with an unused staticmethod reference that calls the library; no table, no asserts
import torch
import torch.nn.functional as F


class MaskedCE:
    @staticmethod
    def reference(x, y, k):
        return F.cross_entropy(x, y, ignore_index=k)

    @staticmethod
    def compute(x, y, k):
        keep = y != k
        lp = x[keep].log_softmax(1)
        return -lp.gather(1, y[keep][:, None]).sum() / keep.sum().clamp(min=1)


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    return MaskedCE.compute(logits, target, ignore_index)
