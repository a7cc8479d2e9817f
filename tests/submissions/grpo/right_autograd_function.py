# expect: passed
import torch


class Grpo(torch.autograd.Function):
    @staticmethod
    def forward(ctx, lp, r, size):
        g = r.reshape(-1, size)
        a = ((g - g.mean(1, keepdim=True)) / (g.std(1, unbiased=False, keepdim=True) + 1e-6)).reshape(-1)
        ctx.save_for_backward(a)
        return -(a * lp).mean()

    @staticmethod
    def backward(ctx, grad):
        (a,) = ctx.saved_tensors
        return -grad * a / a.numel(), None, None


def grpo_loss(log_probs, rewards, group_size):
    return Grpo.apply(log_probs, rewards, group_size)
