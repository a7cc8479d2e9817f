# expect: passed
import torch


class Balance(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k):
        p = torch.softmax(x, 1)
        f = torch.zeros_like(p).scatter(1, x.topk(k, 1).indices, 1.0).mean(0)
        ctx.save_for_backward(p, f)
        return x.shape[1] * (p.mean(0) @ f)

    @staticmethod
    def backward(ctx, g):
        p, f = ctx.saved_tensors
        n, e = p.shape
        return g * e / n * p * (f - (p @ f)[:, None]), None


def load_balancing_loss(router_logits, top_k=2):
    return Balance.apply(router_logits, top_k)
