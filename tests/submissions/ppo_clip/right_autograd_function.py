# expect: passed
import torch


class Ppo(torch.autograd.Function):
    @staticmethod
    def forward(ctx, new, old, a, clip):
        r = (new - old).exp()
        plain, cut = r * a, r.clamp(1 - clip, 1 + clip) * a
        ctx.save_for_backward(torch.where(plain <= cut, plain, torch.zeros_like(plain)))
        return -torch.minimum(plain, cut).mean()

    @staticmethod
    def backward(ctx, g):
        (live,) = ctx.saved_tensors
        return -g * live / live.numel(), None, None, None


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    return Ppo.apply(log_probs, old_log_probs, advantages, clip)
