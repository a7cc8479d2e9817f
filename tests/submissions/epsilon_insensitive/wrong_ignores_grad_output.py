# expect: failed
# diagnosis: ignores_upstream
import torch


class EpsilonInsensitive(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, epsilon):
        ctx.save_for_backward(pred, target)
        ctx.epsilon = epsilon
        size = (pred - target).abs()
        each = torch.relu(size - epsilon)
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        epsilon = ctx.epsilon
        e = pred - target
        return (torch.sign(e) * (e.abs() > epsilon) / e.numel()), None, None


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return EpsilonInsensitive.apply(pred, target, epsilon)
