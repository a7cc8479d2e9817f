# expect: passed
import torch


class Grpo(torch.autograd.Function):
    @staticmethod
    def forward(ctx, lp, old, ref, a, mask, clip, beta):
        r, d, a = (lp - old).exp(), ref - lp, a[:, None]
        plain, cut = r * a, r.clamp(1 - clip, 1 + clip) * a
        w = mask / mask.sum(1, keepdim=True).clamp(min=1) / lp.shape[0]
        live = torch.where(plain <= cut, plain, torch.zeros_like(plain))
        ctx.save_for_backward(w * (-live - beta * torch.expm1(d)))
        return (w * (beta * (torch.expm1(d) - d) - torch.minimum(plain, cut))).sum()

    @staticmethod
    def backward(ctx, g):
        return (g * ctx.saved_tensors[0],) + (None,) * 6


def grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    return Grpo.apply(log_probs, old_log_probs.detach(), ref_log_probs.detach(), advantages.detach(), mask, clip, beta)
