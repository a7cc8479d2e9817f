# expect: passed
import torch


class Masked(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y, ignore):
        keep = y != ignore
        y = torch.where(keep, y, 0)
        logp = x - x.logsumexp(1, keepdim=True)
        n = max(int(keep.sum()), 1)
        ctx.save_for_backward(logp, y, keep)
        ctx.n = n
        return -logp.gather(1, y[:, None])[:, 0][keep].sum() / n

    @staticmethod
    def backward(ctx, up):
        logp, y, keep = ctx.saved_tensors
        g = logp.exp()
        g[torch.arange(len(y)), y] -= 1
        return up * g * keep[:, None] / ctx.n, None, None


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    return Masked.apply(logits, target, ignore_index)
