# expect: passed
import torch


class Weighted(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target, weight):
        log_p = logits - logits.amax(1, keepdim=True)
        log_p = log_p - log_p.exp().sum(1, keepdim=True).log()
        share = weight[target] / weight[target].sum()
        ctx.save_for_backward(log_p, target, share)
        return -(share * log_p.gather(1, target[:, None]).squeeze(1)).sum()

    @staticmethod
    def backward(ctx, upstream):
        log_p, target, share = ctx.saved_tensors
        grad = log_p.exp()
        grad[torch.arange(len(target)), target] -= 1
        return upstream * share[:, None] * grad, None, None


def weighted_cross_entropy_loss(logits, target, weight):
    return Weighted.apply(logits, target, weight)
