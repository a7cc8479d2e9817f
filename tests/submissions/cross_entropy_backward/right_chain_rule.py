# expect: passed
# ∂loss/∂p = −y/p through the softmax's Jacobian, row by row, in double precision.
import torch


def cross_entropy_backward(logits, target):
    p = torch.softmax(logits.double(), dim=1)
    jacobian = torch.diag_embed(p) - torch.einsum("ni,nj->nij", p, p)
    rows = torch.arange(len(target))
    # the column of the true class divided by its p; in the limit p = 0 that is one-hot minus p
    column = jacobian[rows, :, target]
    own = p[rows, target][:, None]
    y = torch.zeros_like(p).scatter(1, target[:, None], 1.0)
    ratio = torch.where(own > 1e-280, column / own.clamp(min=1e-280), y - p)
    return (-ratio / len(target)).to(logits.dtype)
