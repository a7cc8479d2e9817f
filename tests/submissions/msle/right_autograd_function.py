# expect: passed
import torch


class Msle(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(pred, target)
        gap = torch.log1p(pred) - torch.log1p(target)
        each = gap**2
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        gap = torch.log1p(pred) - torch.log1p(target)
        return grad_output * (2 * gap / (1 + pred) / pred.numel()), None


def msle_loss(pred, target):
    return Msle.apply(pred, target)
