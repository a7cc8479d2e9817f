# expect: passed
import torch


class Cox(torch.autograd.Function):
    @staticmethod
    def forward(ctx, h, t, e):
        table = h.expand(len(h), -1).masked_fill(t[None] < t[:, None], -torch.inf)
        k = e.sum().clamp(min=1)
        ctx.save_for_backward(table, e, k)
        return ((table.logsumexp(1) - h) * e).sum() / k

    @staticmethod
    def backward(ctx, g):
        table, e, k = ctx.saved_tensors
        return g * (e @ table.softmax(1) - e) / k, None, None


def cox_ph_loss(log_hazard, duration, event):
    return Cox.apply(log_hazard, duration, event)
