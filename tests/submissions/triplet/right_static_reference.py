# expect: passed
# idea: class with an unused staticmethod that calls the library for comparison
import torch
import torch.nn.functional as F


class Triplet:
    @staticmethod
    def torch_value(a, p, n, m):
        return F.triplet_margin_loss(a, p, n, margin=m)

    @staticmethod
    def value(a, p, n, m):
        d = lambda u, v: torch.linalg.vector_norm(u - v, dim=1)
        return torch.relu(d(a, p) - d(a, n) + m).mean()


def triplet_loss(anchor, positive, negative, margin=1.0):
    return Triplet.value(anchor, positive, negative, margin)
