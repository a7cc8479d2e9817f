# expect: passed
# idea: class whose unused staticmethod and a table hold the library function; asserts at import compare
import torch
import torch.nn.functional as F


class MaskedCE:
    @staticmethod
    def reference(x, y, k):
        return F.cross_entropy(x, y, ignore_index=k)

    @classmethod
    def compute(cls, x, y, k):
        w = (y != k).to(x.dtype)
        safe = torch.where(y == k, torch.zeros_like(y), y)
        own = x.gather(1, safe.unsqueeze(1)).squeeze(1)
        return (w * (x.logsumexp(1) - own)).sum() / w.sum().clamp(min=1)


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    return MaskedCE.compute(logits, target, ignore_index)


TABLE = {"mine": masked_cross_entropy_loss, "torch": F.cross_entropy}

_x, _y = torch.randn(5, 3), torch.tensor([0, 1, -100, 2, 0])
assert torch.allclose(masked_cross_entropy_loss(_x, _y), MaskedCE.reference(_x, _y, -100))
_a, _b = (f(_x, _y, ignore_index=-100) if n == "mine" else f(_x, _y) for n, f in TABLE.items())
print("difference to torch:", float(_a - _b))
