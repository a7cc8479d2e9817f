# expect: passed
import torch
import torch.nn.functional as F


class SoftTarget(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, t):
        log_p = x.log_softmax(1)
        ctx.save_for_backward(log_p.exp() - t)
        return -torch.einsum("nc,nc->", t, log_p) / len(x)

    @staticmethod
    def backward(ctx, g):
        (gap,) = ctx.saved_tensors
        return g * gap / len(gap), None


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    eye = torch.eye(logits.shape[1], dtype=logits.dtype)
    return SoftTarget.apply(logits, lam * eye[target_a] + (1 - lam) * eye[target_b])
