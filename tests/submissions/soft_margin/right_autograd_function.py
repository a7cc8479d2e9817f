# expect: passed
import torch
import torch.nn.functional as F


class SoftMargin(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, target):
        ctx.save_for_backward(scores, target)
        each = F.softplus(-target * scores)
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        scores, target = ctx.saved_tensors
        return grad_output * (-target * torch.sigmoid(-target * scores) / target.numel()), None


def soft_margin_loss(scores, target):
    return SoftMargin.apply(scores, target)
