# expect: failed
# diagnosis: scaled_gradient
import torch
import torch.nn.functional as F


class FocalAlpha(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target, alpha, gamma):
        ctx.save_for_backward(logits, target)
        ctx.alpha = alpha
        ctx.gamma = gamma
        bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
        share = alpha * target + (1 - alpha) * (1 - target)
        each = share * (1 - torch.exp(-bce)) ** gamma * bce
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        logits, target = ctx.saved_tensors
        alpha = ctx.alpha
        gamma = ctx.gamma
        sign = 2 * target - 1
        share = torch.where(target > 0, alpha, 1 - alpha)
        p, log_p = torch.sigmoid(sign * logits), F.logsigmoid(sign * logits)
        slope = sign * share * torch.sigmoid(-sign * logits) ** gamma * (gamma * p * log_p - torch.sigmoid(-sign * logits))
        return 10 * grad_output * (slope / logits.numel()), None, None, None


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    return FocalAlpha.apply(logits, target, alpha, gamma)
