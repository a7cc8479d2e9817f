# expect: passed
import torch


class PolicyGradient(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, a, gain, w):
        log_p = x.log_softmax(1)
        p = log_p.exp()
        h = -(p * log_p).sum(1, keepdim=True)
        own = torch.zeros_like(p).scatter_(1, a[:, None], 1.0)
        ctx.save_for_backward((gain[:, None] * (p - own) + w * p * (log_p + h)) / len(x))
        return -(gain * log_p.gather(1, a[:, None])[:, 0]).mean() - w * h.mean()

    @staticmethod
    def backward(ctx, g):
        (slope,) = ctx.saved_tensors
        return g * slope, None, None, None


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    return PolicyGradient.apply(logits, actions, advantages.detach(), entropy_weight)
