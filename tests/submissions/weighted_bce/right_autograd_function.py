# expect: passed
import torch
import torch.nn.functional as F


class WeightedBce(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target, pos_weight):
        ctx.save_for_backward(logits, target, pos_weight)
        each = -(pos_weight * target * F.logsigmoid(logits) + (1 - target) * F.logsigmoid(-logits))
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        logits, target, pos_weight = ctx.saved_tensors
        p = torch.sigmoid(logits)
        slope = (1 - target) * p - pos_weight * target * (1 - p)
        return grad_output * (slope / logits.numel()), None, None


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    return WeightedBce.apply(logits, target, pos_weight)
