# expect: failed
# diagnosis: scaled_gradient
import torch


class Quantile(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, q):
        ctx.save_for_backward(pred, target)
        ctx.q = q
        e = target - pred
        each = torch.maximum(q * e, (q - 1) * e)
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        q = ctx.q
        slope = (pred > target).to(pred.dtype) - q * (pred != target)
        return 10 * grad_output * (slope / pred.numel()), None, None


def quantile_loss(pred, target, q=0.5):
    return Quantile.apply(pred, target, q)
