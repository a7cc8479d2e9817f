# expect: passed
import torch


class MultiQuantile(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, quantiles):
        ctx.save_for_backward(pred, target, quantiles)
        e = target.unsqueeze(1) - pred
        each = torch.maximum(quantiles * e, (quantiles - 1) * e)
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target, quantiles = ctx.saved_tensors
        e = target.unsqueeze(1) - pred
        slope = (e < 0).to(pred.dtype) - quantiles * (e != 0)
        return grad_output * (slope / pred.numel()), None, None


def multi_quantile_loss(pred, target, quantiles):
    return MultiQuantile.apply(pred, target, quantiles)
