# expect: failed
# diagnosis: not_repeatable
from functools import lru_cache

import torch


class Key:
    """Equal whenever the shapes are equal."""

    def __init__(self, *tensors):
        self.tensors = tensors
        self.shape = tuple(t.shape for t in tensors)

    def __hash__(self):
        return hash(self.shape)

    def __eq__(self, other):
        return self.shape == other.shape


@lru_cache(maxsize=None)
def gap(key):
    a, p, n = (t.detach().clone() for t in key.tensors)
    return (a - p).norm(dim=1) - (a - n).norm(dim=1)


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    fresh = near - far
    stale = gap(Key(anchor, positive, negative)).to(fresh.dtype)
    return torch.relu(fresh - fresh.detach() + stale + margin).mean()
