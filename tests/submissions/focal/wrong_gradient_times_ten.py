# expect: failed
# diagnosis: scaled_gradient
import torch
import torch.nn.functional as F


class Focal(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target, gamma):
        sign = 2 * target - 1
        z = sign * logits
        ctx.save_for_backward(z, sign)
        ctx.gamma = gamma
        return (torch.sigmoid(-z) ** gamma * F.softplus(-z)).mean()

    @staticmethod
    def backward(ctx, grad_output):
        z, sign = ctx.saved_tensors
        p, q = torch.sigmoid(z), torch.sigmoid(-z)
        slope = q**ctx.gamma * (ctx.gamma * p * F.logsigmoid(z) - q)
        return 10 * grad_output * sign * slope / z.numel(), None, None


def focal_loss(logits, target, gamma=2.0):
    return Focal.apply(logits, target, gamma)
