# expect: passed
import torch


class Value(torch.autograd.Function):
    @staticmethod
    def forward(ctx, v, o, r, clip):
        m = o + (v - o).clamp(-clip, clip)
        live = (((v - o).abs() < clip) | ((v - r).abs() >= (m - r).abs())).to(v.dtype)
        ctx.save_for_backward(live * (v - r))
        return torch.maximum((v - r) ** 2, (m - r) ** 2).mean() / 2

    @staticmethod
    def backward(ctx, g):
        (slope,) = ctx.saved_tensors
        return g * slope / len(slope), None, None, None


def clipped_value_loss(values, old_values, returns, clip=0.2):
    return Value.apply(values, old_values, returns, clip)
